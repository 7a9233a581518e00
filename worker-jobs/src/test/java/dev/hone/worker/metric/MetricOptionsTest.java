package dev.hone.worker.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MetricOptionsTest {
    private static final MetricOptions DEFAULTS = MetricOptions.defaults();

    @Test
    void eachWithChangesOneOptionOnly() {
        MetricOptions changed = DEFAULTS.withMetricLabel(2)
                .withBeta(0.5)
                .withEps(0.01)
                .withNumBins(0)
                .withRegressionLine(RegressionLine.THROUGH_ORIGIN)
                .withDistanceMeasure(DistanceMeasure.COSINE);

        assertThat(changed)
                .isEqualTo(new MetricOptions(2, 0.5, 0.01, 0, RegressionLine.THROUGH_ORIGIN, DistanceMeasure.COSINE));
    }

    @Test
    void valuesOutsideSparksLimitsAreRefused() {
        assertRefused(() -> DEFAULTS.withMetricLabel(-1), "Metric option 'metricLabel': must be >= 0 (was: -1.0)");
        assertRefused(() -> DEFAULTS.withBeta(0), "Metric option 'beta': must be > 0 (was: 0.0)");
        assertRefused(() -> DEFAULTS.withBeta(Double.NaN), "Metric option 'beta': must be > 0 (was: NaN)");
        assertRefused(() -> DEFAULTS.withEps(0), "Metric option 'eps': must be > 0 and < 0.5 (was: 0.0)");
        assertRefused(() -> DEFAULTS.withEps(0.5), "Metric option 'eps': must be > 0 and < 0.5 (was: 0.5)");
        assertRefused(() -> DEFAULTS.withNumBins(-1), "Metric option 'numBins': must be >= 0 (was: -1)");
    }

    @Test
    void distanceMeasuresAreFoundByTheNameThatSparkUses() {
        assertThat(DistanceMeasure.named("squaredEuclidean")).isEqualTo(DistanceMeasure.SQUARED_EUCLIDEAN);
        assertThat(DistanceMeasure.named("cosine")).isEqualTo(DistanceMeasure.COSINE);
        assertRefused(
                () -> DistanceMeasure.named("euclidean"),
                "Metric option 'distanceMeasure': must be one of squaredEuclidean, cosine (was: euclidean)");
    }

    private static void assertRefused(ThrowingCallable change, String message) {
        assertThatIllegalArgumentException().isThrownBy(change).withMessage(message);
    }
}
