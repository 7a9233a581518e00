package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.task.JavaBytes;
import dev.hone.driver.task.KryoBytes;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.evaluate.TopicModelMetric;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.trial.LaneSetting;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** To executors it goes by Kryo, which refuses classes that are not registered. */
    @ParameterizedTest
    @MethodSource("evaluations")
    void aTableTravelsWhole(CrossValidation evaluation) {
        CrossValidation arrived = (CrossValidation) KryoBytes.read(KryoBytes.of(evaluation));

        assertThat(arrived.folds().folds()).hasSameSizeAs(evaluation.folds().folds());
        for (int fold = 0; fold < evaluation.folds().size(); fold++) {
            assertThat(arrived.data(fold).fingerprint())
                    .isEqualTo(evaluation.data(fold).fingerprint());
            assertThat(arrived.folds().folds().get(fold).test())
                    .containsExactly(evaluation.folds().folds().get(fold).test());
            assertThat(arrived.testRows(fold).data().fingerprint())
                    .isEqualTo(evaluation.testRows(fold).data().fingerprint());
        }
        assertThat(arrived.lane()).isEqualTo(evaluation.lane());
    }

    static Stream<CrossValidation> evaluations() {
        double[] four = {1, 0, 0, 1};
        FeatureMatrix dense = FeatureMatrix.dense(4, 2, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        FeatureMatrix sparse =
                FeatureMatrix.sparse(2, new int[] {0, 1, 1, 2, 2}, new int[] {0, 1}, new double[] {3, 4});
        TrainingData classes = TrainingData.builder(dense)
                .classLabels(four, 2, List.of("no", "yes"))
                .featureNames(List.of("a", "b"))
                .categories(new int[] {0, 9})
                .weights(four)
                .groups(new long[] {1, 2, 3, 4})
                .foldNumbers(new int[] {0, 1, 0, 1})
                .column("extra", four)
                .build();
        TrainingData quantities = TrainingData.builder(sparse).quantities(four).build();
        FoldAssignment folds = KFold.inOrder(2).split(quantities);
        Scoring all = new Scoring.OfPredictions(MetricSuite.of(
                List.of("accuracy", "areaUnderROC", "logLoss", "rmse", "silhouette"), MetricOptions.defaults()));
        Scoring topics = new Scoring.OfTopics(List.of(TopicModelMetric.values()));
        return Stream.of(
                new CrossValidation(classes, folds, all),
                new CrossValidation(quantities, folds, topics, LaneSetting.INLINE),
                CrossValidation.byFold(List.of(classes, quantities), folds, all, LaneSetting.FAST),
                CrossValidation.ofTables(
                        List.of(classes, quantities), List.of(quantities, classes), all, LaneSetting.AUTO));
    }

    private static TaskEvaluation travelled(TaskEvaluation evaluation) {
        return (TaskEvaluation) JavaBytes.readTrusted(JavaBytes.of(evaluation));
    }
}
