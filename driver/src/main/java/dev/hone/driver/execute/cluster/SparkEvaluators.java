package dev.hone.driver.execute.cluster;

import dev.hone.worker.metric.Metric;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.RegressionLine;
import java.util.List;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;

/**
 * Spark's evaluators of a study's metrics.
 *
 * @param columns the label, weights and features
 * @param options their params
 */
record SparkEvaluators(LearnerColumns columns, MetricOptions options) {
    static final String PREDICTION = "prediction";
    static final String RAW_PREDICTION = "rawPrediction";
    static final String PROBABILITY = "probability";

    /**
     * The evaluator of a metric.
     *
     * @param predicted the columns of the predictions; without raw ones the prediction ranks the rows of two classes
     */
    Evaluator of(Metric metric, List<String> predicted) {
        return switch (metric.family()) {
            case BINARY -> binary(metric.name(), predicted.contains(RAW_PREDICTION) ? RAW_PREDICTION : PREDICTION);
            case MULTICLASS -> multiclass(metric.name());
            case REGRESSION -> regression(metric.name());
            case CLUSTERING -> clustering(metric.name());
        };
    }

    private Evaluator binary(String metric, String score) {
        BinaryClassificationEvaluator evaluator = new BinaryClassificationEvaluator()
                .setMetricName(metric)
                .setRawPredictionCol(score)
                .setNumBins(options.numBins());
        columns.label().ifPresent(evaluator::setLabelCol);
        columns.weight().ifPresent(evaluator::setWeightCol);
        return evaluator;
    }

    private Evaluator multiclass(String metric) {
        MulticlassClassificationEvaluator evaluator = new MulticlassClassificationEvaluator()
                .setMetricName(metric)
                .setMetricLabel(options.metricLabel())
                .setBeta(options.beta())
                .setEps(options.eps());
        columns.label().ifPresent(evaluator::setLabelCol);
        columns.weight().ifPresent(evaluator::setWeightCol);
        return evaluator;
    }

    private Evaluator regression(String metric) {
        RegressionEvaluator evaluator = new RegressionEvaluator()
                .setMetricName(metric)
                .setThroughOrigin(options.regressionLine() == RegressionLine.THROUGH_ORIGIN);
        columns.label().ifPresent(evaluator::setLabelCol);
        columns.weight().ifPresent(evaluator::setWeightCol);
        return evaluator;
    }

    private Evaluator clustering(String metric) {
        ClusteringEvaluator evaluator = new ClusteringEvaluator()
                .setMetricName(metric)
                .setDistanceMeasure(options.distanceMeasure().sparkName());
        columns.features().ifPresent(evaluator::setFeaturesCol);
        columns.weight().ifPresent(evaluator::setWeightCol);
        return evaluator;
    }
}
