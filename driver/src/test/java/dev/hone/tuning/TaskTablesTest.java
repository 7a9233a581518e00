package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.task.JavaBytes;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class TaskTablesTest {
    private final JavaSparkContext context =
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

    @Test
    void tasksOfThisJvmFindTheVeryTablesUntilTheyAreClosed() {
        TailTables tables = TailTables.of(table(1), table(2));
        TaskTables ofDriver = TaskTables.of(context, tables);
        TaskTables ofLateTask = travelled(ofDriver);

        assertThat(travelled(ofDriver).value()).isSameAs(tables);

        ofDriver.close();

        assertThatIllegalStateException().isThrownBy(ofLateTask::value).withMessageContaining("closed");
    }

    @Test
    void tablesTravelToExecutorsWhole() {
        TailTables tables = TailTables.of(table(1), table(2));

        TailTables arrived = TailTables.of(context.broadcast(tables.bytes()));

        assertThat(arrived.training().data().fingerprint())
                .isEqualTo(tables.training().data().fingerprint());
        assertThat(arrived.validation().data().fingerprint())
                .isEqualTo(tables.validation().data().fingerprint());
        assertThat(arrived.training().data().fingerprint())
                .isNotEqualTo(arrived.validation().data().fingerprint());
    }

    @Test
    void aTableForTrainingAloneTravelsOnce() {
        TrainingData table = table(1);
        TailTables tables = TailTables.of(table, table);

        TailTables arrived = TailTables.of(context.broadcast(tables.bytes()));

        assertThat(tables.bytes()).hasDimensions(1, tables.bytes()[0].length);
        assertThat(arrived.training()).isSameAs(arrived.validation());
    }

    private static TaskTables travelled(TaskTables tables) {
        return (TaskTables) JavaBytes.read(JavaBytes.of(tables));
    }

    private static TrainingData table(double value) {
        return TrainingData.builder(FeatureMatrix.dense(2, 2, new double[] {value, 2, 3, 4}))
                .classLabels(new double[] {0, 1}, 2, List.of("no", "yes"))
                .weights(new double[] {1, value})
                .build();
    }
}
