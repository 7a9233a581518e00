package dev.hone.worker.metric;

import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;

/** Spark's own evaluators, set up as the options say. */
final class SparkEvaluators {

    private SparkEvaluators() {}

    static Evaluator of(Metric metric, MetricOptions options) {
        return switch (metric.family()) {
            case BINARY ->
                new BinaryClassificationEvaluator().setMetricName(metric.name()).setNumBins(options.numBins());
            case MULTICLASS ->
                new MulticlassClassificationEvaluator()
                        .setMetricName(metric.name())
                        .setMetricLabel(options.metricLabel())
                        .setBeta(options.beta())
                        .setEps(options.eps());
            case REGRESSION ->
                new RegressionEvaluator()
                        .setMetricName(metric.name())
                        .setThroughOrigin(options.regressionLine() == RegressionLine.THROUGH_ORIGIN);
            case CLUSTERING ->
                new ClusteringEvaluator()
                        .setMetricName(metric.name())
                        .setDistanceMeasure(options.distanceMeasure().sparkName());
        };
    }

    /** The evaluator with its columns named after the table's. */
    static Evaluator of(Metric metric, MetricOptions options, ScoredTable table) {
        Evaluator evaluator = of(metric, options);
        if (table.weight().length > 0) {
            evaluator.set(evaluator.getParam("weightCol"), "weight");
        }
        if (metric.family() == MetricFamily.BINARY && table.rawPrediction().length == 0) {
            evaluator.set(evaluator.getParam("rawPredictionCol"), "prediction");
        }
        return evaluator;
    }
}
