package dev.hone.tuning;

import dev.hone.worker.metric.DistanceMeasure;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.metric.RegressionLine;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.Params;

/**
 * One of Spark's evaluators, whose metric is computed where a model is trained, without a DataFrame.
 *
 * @param metrics its metric
 * @param weightCol its weights
 */
record RecognizedEvaluator(MetricSuite metrics, Optional<String> weightCol) {
    private static final List<Class<?>> KNOWN = List.of(
            BinaryClassificationEvaluator.class,
            MulticlassClassificationEvaluator.class,
            RegressionEvaluator.class,
            ClusteringEvaluator.class);

    /**
     * The evaluator, if it is Spark's own, not a subclass, and looks at the columns of a learner.
     *
     * @param learner whose predictions are to be evaluated
     */
    static Optional<RecognizedEvaluator> of(Evaluator evaluator, Estimator<?> learner) {
        if (!KNOWN.contains(evaluator.getClass()) || !looksAt(evaluator, learner)) {
            return Optional.empty();
        }
        String metric = evaluator.getOrDefault(evaluator.getParam("metricName")).toString();
        return Optional.of(new RecognizedEvaluator(
                MetricSuite.of(List.of(metric), options(evaluator)),
                Columns.named(evaluator, "weightCol")
                        .filter(name -> evaluator.isSet(evaluator.getParam("weightCol")))));
    }

    private static boolean looksAt(Evaluator evaluator, Estimator<?> learner) {
        if (evaluator instanceof ClusteringEvaluator) {
            return isSame(evaluator, learner, "predictionCol") && isSame(evaluator, learner, "featuresCol");
        }
        String output = evaluator instanceof BinaryClassificationEvaluator ? "rawPredictionCol" : "predictionCol";
        boolean probable = !"logLoss".equals(metricName(evaluator)) || isSame(evaluator, learner, "probabilityCol");
        return isSame(evaluator, learner, "labelCol") && isSame(evaluator, learner, output) && probable;
    }

    private static String metricName(Evaluator evaluator) {
        return evaluator.getOrDefault(evaluator.getParam("metricName")).toString();
    }

    private static boolean isSame(Params evaluator, Params learner, String param) {
        Optional<String> ours = Columns.named(evaluator, param);
        return ours.isPresent() && ours.equals(Columns.named(learner, param));
    }

    private static MetricOptions options(Evaluator evaluator) {
        MetricOptions options = MetricOptions.defaults();
        if (evaluator instanceof BinaryClassificationEvaluator binary) {
            return options.withNumBins(binary.getNumBins());
        }
        if (evaluator instanceof MulticlassClassificationEvaluator classes) {
            return options.withMetricLabel(classes.getMetricLabel())
                    .withBeta(classes.getBeta())
                    .withEps(classes.getEps());
        }
        if (evaluator instanceof RegressionEvaluator regression) {
            return options.withRegressionLine(
                    regression.getThroughOrigin() ? RegressionLine.THROUGH_ORIGIN : RegressionLine.WITH_INTERCEPT);
        }
        ClusteringEvaluator clusters = (ClusteringEvaluator) evaluator;
        return options.withDistanceMeasure(DistanceMeasure.named(clusters.getDistanceMeasure()));
    }
}
