package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final int ROWS = 90;

    /** Some trainers need Spark's environment, as every executor has it. */
    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    @Test
    void scoresEachFoldByEachMetricInTheStudysOrder() {
        TrialOutcome outcome = onClasses("accuracy", "f1")
                .evaluate(config("DecisionTreeClassifier", Map.of("maxDepth", new Whole(3))));

        assertThat(outcome).isInstanceOf(Scored.class);
        Scored scored = (Scored) outcome;
        assertThat(scored.folds()).hasSize(3).allSatisfy(fold -> {
            assertThat(fold.metrics().keySet()).containsExactly("accuracy", "f1");
            assertThat(fold.trainNanos()).isPositive();
        });
        assertThat(scored.mean("accuracy")).isGreaterThan(0.9);
    }

    @Test
    void aTrialThatItsLearnerCannotTrainIsAFailureWithTheReason() {
        TrialOutcome outcome = onClasses("accuracy").evaluate(config("LinearSVC", Map.of()));

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.category()).isEqualTo(FailureCategory.TRAINING_FAILED);
            assertThat(failed.message()).isEqualTo("Labels MUST be in {0, 1}, but got 2.0");
        });
    }

    @Test
    void aValueThatTheParamRefusesIsAnInvalidParam() {
        TrialOutcome outcome =
                onClasses("accuracy").evaluate(config("LogisticRegression", Map.of("regParam", new Real(-1))));

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.category()).isEqualTo(FailureCategory.INVALID_PARAMS);
            assertThat(failed.message())
                    .isEqualTo("LogisticRegression: param 'regParam' does not take -1.0"
                            + " (regularization parameter (>= 0))");
        });
    }

    @Test
    void anObjectiveThatIsUndefinedOnAFoldFailsTheTrialWithFoldAndReason() {
        TrialOutcome outcome = onQuantities(new double[] {5, 5, 1, 2, 3, 4}, "r2", "rmse")
                .evaluate(config("DecisionTreeRegressor", Map.of()));

        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.category()).isEqualTo(FailureCategory.SCORE_NOT_FINITE);
            assertThat(failed.message()).isEqualTo("r2 is not defined on fold 0: all test rows have the label 5");
        });
    }

    @Test
    void aMetricThatIsOnlyReportedIsEmptyWhereUndefinedAndFailsNoTrial() {
        TrialOutcome outcome = onQuantities(new double[] {5, 5, 1, 2, 3, 4}, "rmse", "r2")
                .evaluate(config("DecisionTreeRegressor", Map.of()));

        assertThat(outcome).isInstanceOfSatisfying(Scored.class, scored -> {
            assertThat(scored.folds().get(0).metric("r2")).isNaN();
            assertThat(scored.folds().get(1).metric("r2")).isFinite();
            assertThat(scored.mean("r2")).isNaN();
            assertThat(scored.std("r2")).isNaN();
            assertThat(scored.mean("rmse")).isFinite();
        });
    }

    @Test
    void aMetricThatTheModelDoesNotAllowIsEmptyUnlessItDecides() {
        TrialOutcome reported = onTwoClasses("accuracy", "logLoss").evaluate(config("LinearSVC", Map.of()));
        TrialOutcome decides = onTwoClasses("logLoss", "accuracy").evaluate(config("LinearSVC", Map.of()));

        assertThat(reported)
                .isInstanceOfSatisfying(
                        Scored.class,
                        scored -> assertThat(scored.mean("logLoss")).isNaN());
        assertThat(decides)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.message())
                                .isEqualTo("Metric 'logLoss': the model gives no probabilities"));
    }

    @Test
    void topicModelsAreJudgedByWhatTheySayOfUnseenDocuments() {
        TrainingData documents = TrainingData.builder(FeatureMatrix.dense(
                        12, 5, new Random(3).ints(60, 0, 9).asDoubleStream().toArray()))
                .build();
        CrossValidation evaluation = new CrossValidation(
                documents,
                KFold.inOrder(2).split(documents),
                new Scoring.OfTopics(List.of(TopicModelMetric.LOG_PERPLEXITY, TopicModelMetric.LOG_LIKELIHOOD)));

        TrialOutcome outcome =
                evaluation.evaluate(config("LDA", Map.of("k", new Whole(2), "optimizer", new Text("online"))));

        assertThat(outcome).isInstanceOf(Scored.class);
        assertThat(((Scored) outcome).mean("logPerplexity")).isPositive();
        assertThat(((Scored) outcome).mean("logLikelihood")).isNegative();
    }

    private static TrialConfig config(String learner, Map<String, ParameterValue> params) {
        return new TrialConfig(0, learner, params, 11);
    }

    /** Two rows a fold, in order. */
    private static CrossValidation onQuantities(double[] labels, String... metrics) {
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(6, 1, new double[] {1, 2, 3, 4, 5, 6}))
                .quantities(labels)
                .build();
        return new CrossValidation(
                data,
                KFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of(metrics), MetricOptions.defaults())));
    }

    private static CrossValidation onTwoClasses(String... metrics) {
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(6, 1, new double[] {1, 4, 2, 5, 3, 6}))
                .classLabels(new double[] {0, 1, 0, 1, 0, 1}, 2, List.of())
                .build();
        return new CrossValidation(
                data,
                KFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of(metrics), MetricOptions.defaults())));
    }

    private static CrossValidation onClasses(String... metrics) {
        Random random = new Random(5);
        double[] features = new double[ROWS * 2];
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % 3;
            features[2 * row] = labels[row] * 4 + random.nextGaussian();
            features[2 * row + 1] = random.nextGaussian();
        }
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(ROWS, 2, features))
                .classLabels(labels, 3, List.of())
                .build();
        return new CrossValidation(
                data,
                StratifiedKFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of(metrics), MetricOptions.defaults())));
    }
}
