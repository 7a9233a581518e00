package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hone.driver.LocalSpark;
import dev.hone.worker.evaluate.CrossValidation;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class TaskEvaluationTest {
    private final JavaSparkContext context =
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

    @Test
    void tasksOfThisJvmFindTheVeryTableUntilItIsClosed() {
        CrossValidation evaluation = Depths.evaluation();
        TaskEvaluation ofDriver = TaskEvaluation.of(context, evaluation);
        TaskEvaluation ofTask = travelled(ofDriver);
        TaskEvaluation ofLateTask = travelled(ofDriver);

        assertThat(ofTask.value()).isSameAs(evaluation);

        ofDriver.close();

        assertThat(ofTask.value()).isSameAs(evaluation);
        assertThatIllegalStateException().isThrownBy(ofLateTask::value).withMessageContaining("closed");
    }

    @Test
    void tablesDoNotGetMixedUp() {
        CrossValidation one = Depths.evaluation();
        CrossValidation other = Depths.evaluation();
        try (TaskEvaluation first = TaskEvaluation.of(context, one);
                TaskEvaluation second = TaskEvaluation.of(context, other)) {
            assertThat(travelled(first).value()).isSameAs(one);
            assertThat(travelled(second).value()).isSameAs(other);
        }
    }

    private static TaskEvaluation travelled(TaskEvaluation evaluation) {
        return (TaskEvaluation) JavaBytes.read(JavaBytes.of(evaluation));
    }
}
