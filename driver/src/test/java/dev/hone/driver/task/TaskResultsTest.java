package dev.hone.driver.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.LocalSpark;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.runtime.AbstractFunction2;

class TaskResultsTest {
    /** A row for which there is no memory. */
    private static final int TOO_MUCH = Integer.MAX_VALUE;

    private final JavaSparkContext context =
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

    /** What no serializer of a task's result takes. */
    private record Kept(int partition, List<Integer> rows) {}

    /** The rows of a partition, or a failure where one is negative. */
    private static final class Rows extends AbstractFunction2<TaskContext, Iterator<Integer>, Kept>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Kept apply(TaskContext task, Iterator<Integer> rows) {
            List<Integer> kept = new ArrayList<>();
            while (rows.hasNext()) {
                int row = rows.next();
                if (row == TOO_MUCH) {
                    throw new OutOfMemoryError("Java heap space");
                }
                if (row < 0) {
                    throw new IllegalArgumentException("a negative row");
                }
                kept.add(row);
            }
            return new Kept(task.partitionId(), kept);
        }
    }

    @Test
    void largeResultsComeInTheOrderOfThePartitionsWithoutBeingSerialized() {
        assertThat(TaskResults.large(rows(1, 2, 3, 4, 5), new Rows()))
                .containsExactly(new Kept(0, List.of(1)), new Kept(1, List.of(2, 3)), new Kept(2, List.of(4, 5)));
        assertThatThrownBy(() -> TaskResults.of(rows(1, 2, 3), new Rows()))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("Kept");
    }

    @Test
    void aTaskThatFailsFailsTheJob() {
        assertThatThrownBy(() -> TaskResults.large(rows(1, -2, 3), new Rows()))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining("a negative row");
    }

    @Test
    void aTaskThatRunsOutOfMemoryFailsTheJobAndNotTheJvm() {
        assertThatThrownBy(() -> TaskResults.large(rows(1, TOO_MUCH, 3), new Rows()))
                .isInstanceOf(SparkException.class)
                .satisfies(e -> assertThat(MemoryFailure.in(e)).contains("Java heap space"));
        assertThat(TaskResults.large(rows(1, 2, 3), new Rows())).hasSize(3);
    }

    @Test
    void aTaskThatDoesNotFindThePlaceReturnsItsResult() {
        InJvmResultTask<Integer, Kept> handOver = new InJvmResultTask<>(new Rows());
        InJvmResultTask<Integer, Kept> ofTask = travelled(handOver);
        handOver.close();

        Object returned = ofTask.apply(TaskContext$.MODULE$.empty(), Iterator$.MODULE$.empty());

        assertThat(returned).isEqualTo(new Kept(0, List.of()));
        assertThat(handOver.completed(List.of(returned))).containsExactly(new Kept(0, List.of()));
    }

    @SuppressWarnings("unchecked")
    private static InJvmResultTask<Integer, Kept> travelled(InJvmResultTask<Integer, Kept> handOver) {
        return (InJvmResultTask<Integer, Kept>) JavaBytes.readTrusted(JavaBytes.of(handOver));
    }

    private RDD<Integer> rows(Integer... rows) {
        return context.parallelize(List.of(rows), 3).rdd();
    }
}
