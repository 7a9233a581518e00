package dev.hone.worker.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void namesAreThoseOfSparksEvaluators() {
        assertThat(Metrics.names())
                .containsExactly(
                        "areaUnderROC",
                        "areaUnderPR",
                        "f1",
                        "accuracy",
                        "weightedPrecision",
                        "weightedRecall",
                        "weightedTruePositiveRate",
                        "weightedFalsePositiveRate",
                        "weightedFMeasure",
                        "truePositiveRateByLabel",
                        "falsePositiveRateByLabel",
                        "precisionByLabel",
                        "recallByLabel",
                        "fMeasureByLabel",
                        "logLoss",
                        "hammingLoss",
                        "rmse",
                        "mse",
                        "r2",
                        "mae",
                        "var",
                        "silhouette");
    }

    @Test
    void aFamilyListsItsOwnMetricsOnly() {
        assertThat(Metrics.names(MetricFamily.REGRESSION)).containsExactly("rmse", "mse", "r2", "mae", "var");
        assertThat(Metrics.names(MetricFamily.CLUSTERING)).containsExactly("silhouette");
    }

    @Test
    void aMetricIsFoundByItsName() {
        assertThat(Metrics.named("var")).isSameAs(Regression.var);
        assertThat(Metrics.named("logLoss").family()).isEqualTo(MetricFamily.MULTICLASS);
        assertThat(Metrics.named("areaUnderPR").family()).isEqualTo(MetricFamily.BINARY);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.named("acuracy"))
                .withMessageStartingWith(
                        "Metric 'acuracy' is not known (known: areaUnderROC, areaUnderPR, f1, accuracy,")
                .withMessageEndingWith("mae, var, silhouette)");
    }
}
