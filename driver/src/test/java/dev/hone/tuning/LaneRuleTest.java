package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.table.TableLimits;
import dev.hone.driver.tuning.fold.LaneRule;
import dev.hone.driver.tuning.metric.TunerMetrics;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.recommendation.ALS;
import org.junit.jupiter.api.Test;

class LaneRuleTest {

    @Test
    void sparksEvaluatorsAreComputedInTasksWithFurtherMetrics() {
        TunerMetrics metrics = new TunerMetrics(new BinaryClassificationEvaluator(), List.of("f1", "logLoss"));

        assertThat(rule("auto")
                        .evaluatorInTasks(metrics, new LogisticRegression())
                        .value()
                        .orElseThrow()
                        .metrics()
                        .names())
                .containsExactly("areaUnderROC", "f1", "logLoss");
    }

    @Test
    void eachCauseOfTheClusterLaneIsToldInAShortText() {
        MulticlassClassificationEvaluator classes = new MulticlassClassificationEvaluator();
        LogisticRegression logistic = new LogisticRegression();

        assertThat(reason(new Pipeline(), classes)).isEqualTo("stages come after the last estimator");
        assertThat(reason(new ALS(), new RegressionEvaluator())).isEqualTo("ALS cannot be trained inside a task");
        assertThat(reason(logistic, new MeanPrediction()))
                .isEqualTo("evaluator MeanPrediction cannot be computed inside a task");
        assertThat(reason(logistic, new MulticlassClassificationEvaluator().setLabelCol("kind")))
                .isEqualTo(
                        "labelCol of the evaluator is not that of LogisticRegression (evaluator: kind, learner: label)");
        assertThat(reason(new KMeans().setFeaturesCol("numbers"), new ClusteringEvaluator()))
                .isEqualTo(
                        "featuresCol of the evaluator is not that of KMeans (evaluator: features, learner: numbers)");
        assertThat(rule("cluster")
                        .evaluatorInTasks(new TunerMetrics(classes, List.of()), logistic)
                        .reason())
                .contains("param lane asks for it");
    }

    @Test
    void aFurtherMetricLooksAtTheProbabilitiesOfTheLearnerOnly() {
        LogisticRegression logistic = new LogisticRegression().setProbabilityCol("chances");
        MulticlassClassificationEvaluator accuracy = new MulticlassClassificationEvaluator().setMetricName("accuracy");

        assertThat(rule("auto")
                        .evaluatorInTasks(new TunerMetrics(accuracy, List.of("f1")), logistic)
                        .reason())
                .isEmpty();
        assertThat(rule("auto")
                        .evaluatorInTasks(new TunerMetrics(accuracy, List.of("logLoss")), logistic)
                        .reason())
                .contains("probabilityCol of the evaluator is not that of LogisticRegression (evaluator: probability,"
                        + " learner: chances)");
    }

    @Test
    void anExecutorLaneThatCannotBeTakenIsRefused() {
        TunerMetrics metrics = new TunerMetrics(new RegressionEvaluator(), List.of());

        assertThatThrownBy(() -> rule("executor").evaluatorInTasks(metrics, new ALS()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Lane executor: ALS cannot be trained inside a task; use lane auto or cluster");
    }

    private static String reason(Estimator<?> learner, Evaluator evaluator) {
        return rule("auto")
                .evaluatorInTasks(new TunerMetrics(evaluator, List.of()), learner)
                .reason()
                .orElse("none");
    }

    private static LaneRule rule(String lane) {
        return new LaneRule(lane, new TableLimits(1 << 20, 1 << 30));
    }
}
