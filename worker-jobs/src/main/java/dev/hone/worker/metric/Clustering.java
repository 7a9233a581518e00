package dev.hone.worker.metric;

import java.util.Optional;

/** Metrics of Spark's {@code ClusteringEvaluator}. */
public enum Clustering implements Metric {
    /**
     * Mean over the rows of how much nearer a row is to its own cluster than to the nearest other one, from -1 to 1; at
     * least two clusters must occur. See {@link DistanceMeasure}.
     */
    silhouette;

    @Override
    public MetricFamily family() {
        return MetricFamily.CLUSTERING;
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }

    @Override
    public double value(Evaluation evaluation) {
        Predictions predictions = evaluation.predictions();
        return evaluation.options().distanceMeasure().silhouette(predictions).score();
    }

    /** That two clusters must occur is told where the clusters are counted. */
    @Override
    public Optional<String> undefined(Evaluation evaluation) {
        return Optional.empty();
    }
}
