package dev.hone.worker.metric;

import java.io.Serializable;

/**
 * The params of Spark's evaluators besides {@code metricName}, under their own names and with their own limits.
 *
 * @param metricLabel the class that the {@code ...ByLabel} metrics look at, at least 0; default 0
 * @param beta weight of recall against precision in {@code weightedFMeasure} and {@code fMeasureByLabel}, above 0;
 *     default 1
 * @param eps {@code logLoss} moves a probability below {@code eps} or above {@code 1 - eps} to that bound; between 0
 *     and 0.5, both excluded; default 1e-15
 * @param numBins number of points to which {@code areaUnderROC} and {@code areaUnderPR} thin their curves, about; 0 for
 *     no thinning; default 1000
 * @param regressionLine against what {@code r2} compares (Spark's {@code throughOrigin}); default
 *     {@link RegressionLine#WITH_INTERCEPT}
 * @param distanceMeasure the distance of {@code silhouette}; default {@link DistanceMeasure#SQUARED_EUCLIDEAN}
 */
public record MetricOptions(
        double metricLabel,
        double beta,
        double eps,
        int numBins,
        RegressionLine regressionLine,
        DistanceMeasure distanceMeasure)
        implements Serializable {

    private static final MetricOptions DEFAULTS =
            new MetricOptions(0.0, 1.0, 1e-15, 1000, RegressionLine.WITH_INTERCEPT, DistanceMeasure.SQUARED_EUCLIDEAN);

    /** @throws IllegalArgumentException if a value is outside the limits of Spark's param of that name */
    public MetricOptions {
        require(metricLabel >= 0.0, "metricLabel", "must be >= 0", metricLabel);
        require(beta > 0.0, "beta", "must be > 0", beta);
        require(eps > 0.0 && eps < 0.5, "eps", "must be > 0 and < 0.5", eps);
        require(numBins >= 0, "numBins", "must be >= 0", numBins);
    }

    /** The defaults of Spark's evaluators. */
    public static MetricOptions defaults() {
        return DEFAULTS;
    }

    public MetricOptions withMetricLabel(double label) {
        return new MetricOptions(label, beta, eps, numBins, regressionLine, distanceMeasure);
    }

    public MetricOptions withBeta(double value) {
        return new MetricOptions(metricLabel, value, eps, numBins, regressionLine, distanceMeasure);
    }

    public MetricOptions withEps(double value) {
        return new MetricOptions(metricLabel, beta, value, numBins, regressionLine, distanceMeasure);
    }

    public MetricOptions withNumBins(int bins) {
        return new MetricOptions(metricLabel, beta, eps, bins, regressionLine, distanceMeasure);
    }

    public MetricOptions withRegressionLine(RegressionLine line) {
        return new MetricOptions(metricLabel, beta, eps, numBins, line, distanceMeasure);
    }

    public MetricOptions withDistanceMeasure(DistanceMeasure measure) {
        return new MetricOptions(metricLabel, beta, eps, numBins, regressionLine, measure);
    }

    private static void require(boolean holds, String option, String rule, Number actual) {
        if (!holds) {
            throw new IllegalArgumentException("Metric option '" + option + "': " + rule + " (was: " + actual + ")");
        }
    }
}
