package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.LocalSpark;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.metric.Metrics;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TunerMetricsTest {

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    @Test
    void withoutFurtherMetricsThereIsTheEvaluatorsAlone() {
        assertThat(checked(new LogisticRegression(), new BinaryClassificationEvaluator())
                        .names())
                .containsExactly("areaUnderROC");
    }

    @Test
    void theEvaluatorsMetricIsFirstAndEachIsThereOnce() {
        TunerMetrics metrics = checked(
                new LogisticRegression(), new BinaryClassificationEvaluator(), "f1", "areaUnderROC", "logLoss", "f1");

        assertThat(metrics.names()).containsExactly("areaUnderROC", "f1", "logLoss");
        assertThat(metrics.objective().metric()).isEqualTo("areaUnderROC");
    }

    @Test
    void anUnknownNameIsToldWithTheOneThatMayBeMeant() {
        refused(new LinearRegression(), new RegressionEvaluator(), "rsme")
                .hasMessage(
                        "Param 'metrics': 'rsme' is not known among the metrics of regressors (allowed: rmse, mse, r2,"
                                + " mae, var); did you mean 'rmse'?");
    }

    @Test
    void aWrongNameIsToldBeforeAnythingRuns() {
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(new LinearRegression())
                .setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setEvaluator(new RegressionEvaluator())
                .setMetrics("f1");

        assertThatThrownBy(() -> tuner.transformSchema(new StructType()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Param 'metrics': 'f1' is no metric of regressors");
        assertThat(tuner.explainParam(tuner.metrics()))
                .startsWith("metrics: further metrics beside the evaluator's, by the names of Spark's evaluators");
    }

    @Test
    void eachMetricOfAnotherKindOfLearnerIsALine() {
        refused(new KMeans(), new ClusteringEvaluator(), "r2", "silhouette", "f1")
                .hasMessage("Param 'metrics': 'r2' is no metric of clusterers (allowed: silhouette)\n"
                        + "Param 'metrics': 'f1' is no metric of clusterers (allowed: silhouette)");
    }

    @Test
    void theLearnerTellsTheKindWhereTheEvaluatorDoesNot() {
        assertThat(checked(new LogisticRegression(), new MeanPrediction(), "f1").names())
                .containsExactly("MeanPrediction", "f1");
        assertThat(checked(new LDA(), new MeanPrediction(), "logPerplexity").further())
                .containsExactly("logPerplexity");
        refused(new LogisticRegression(), new MeanPrediction(), "rmse")
                .hasMessageStartingWith("Param 'metrics': 'rmse' is no metric of classifiers");
    }

    @Test
    void aNameOfTheUsersOwnMetricIsRefused() {
        refused(new LinearRegression(), new OwnError(), "rmse")
                .hasMessage("Param 'metrics': 'rmse' must not be the name of the evaluator's own metric (evaluator:"
                        + " OwnError)");
    }

    @Test
    void aLearnerWithoutLabelNeedsThatOfTheEvaluator() {
        assertThat(checked(new ALS(), new RegressionEvaluator().setLabelCol("rating"), "mae")
                        .further())
                .containsExactly("mae");
        refused(new ALS(), new MeanPrediction(), "mae")
                .hasMessage("Param 'metrics': 'mae' needs a labelCol of the evaluator or of the learner (evaluator:"
                        + " MeanPrediction, learner: ALS)");
    }

    @Test
    void sparksEvaluatorOfAFurtherMetricHasTheColumnsAndOptionsOfTheUsers() {
        MulticlassClassificationEvaluator users = new MulticlassClassificationEvaluator()
                .setLabelCol("kind")
                .setPredictionCol("guess")
                .setWeightCol("weight")
                .setMetricLabel(2)
                .setBeta(0.5);
        LogisticRegression model =
                new LogisticRegression().setRawPredictionCol("margins").setWeightCol("other");

        MulticlassClassificationEvaluator same = (MulticlassClassificationEvaluator)
                new FurtherMetrics(users, List.of()).of(Metrics.named("fMeasureByLabel"), model);
        BinaryClassificationEvaluator binary = (BinaryClassificationEvaluator)
                new FurtherMetrics(users, List.of()).of(Metrics.named("areaUnderPR"), model);

        assertThat(same.getMetricName()).isEqualTo("fMeasureByLabel");
        assertThat(same.getLabelCol()).isEqualTo("kind");
        assertThat(same.getPredictionCol()).isEqualTo("guess");
        assertThat(same.getWeightCol()).isEqualTo("weight");
        assertThat(same.getMetricLabel()).isEqualTo(2);
        assertThat(same.getBeta()).isEqualTo(0.5);
        assertThat(binary.getMetricName()).isEqualTo("areaUnderPR");
        assertThat(binary.getLabelCol()).isEqualTo("kind");
        assertThat(binary.getRawPredictionCol()).isEqualTo("margins");
        assertThat(binary.getWeightCol()).isEqualTo("weight");
    }

    @Test
    void anEvaluatorOfTheUsersOwnLeavesTheColumnsToTheModel() {
        LinearRegression model = new LinearRegression().setLabelCol("price").setPredictionCol("estimate");

        RegressionEvaluator found =
                (RegressionEvaluator) new FurtherMetrics(new OwnError(), List.of()).of(Metrics.named("mae"), model);

        assertThat(found.getMetricName()).isEqualTo("mae");
        assertThat(found.getLabelCol()).isEqualTo("price");
        assertThat(found.getPredictionCol()).isEqualTo("estimate");
    }

    private static TunerMetrics checked(Estimator<?> learner, Evaluator evaluator, String... further) {
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(learner)
                .setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setEvaluator(evaluator);
        if (further.length > 0) {
            tuner.setMetrics(further);
        }
        return TunerMetrics.of(tuner, TunerTrials.of(tuner));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            Estimator<?> learner, Evaluator evaluator, String... further) {
        return assertThatThrownBy(() -> checked(learner, evaluator, further)).isInstanceOf(InvalidInputException.class);
    }

    /** An evaluator of the user's own with the name of one of Spark's metrics. */
    public static final class OwnError extends Evaluator {
        private static final long serialVersionUID = 1L;

        private final MeanPrediction inner = new MeanPrediction();
        private final Param<String> metricName = new Param<>(this, "metricName", "name");

        public OwnError() {
            set(metricName, "rmse");
        }

        public Param<String> metricName() {
            return metricName;
        }

        @Override
        public String uid() {
            return "own";
        }

        @Override
        public double evaluate(Dataset<?> dataset) {
            return inner.evaluate(dataset);
        }

        @Override
        public Evaluator copy(ParamMap extra) {
            return this;
        }
    }
}
