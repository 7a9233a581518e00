package dev.hone.tuning;

import dev.hone.worker.metric.DistanceMeasure;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.metric.RegressionLine;
import dev.hone.worker.train.LearnerKind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.Params;

/**
 * One of Spark's evaluators, whose metric and further ones are computed where a model is trained, without a DataFrame.
 *
 * @param metrics its metric first
 * @param weightCol its weights
 */
record RecognizedEvaluator(MetricSuite metrics, Optional<String> weightCol) {
    private static final Map<Class<?>, LearnerKind> KINDS = Map.of(
            BinaryClassificationEvaluator.class, LearnerKind.CLASSIFIER,
            MulticlassClassificationEvaluator.class, LearnerKind.CLASSIFIER,
            RegressionEvaluator.class, LearnerKind.REGRESSOR,
            ClusteringEvaluator.class, LearnerKind.CLUSTERER);

    /** What learners learn that an evaluator is for; empty if it is none of these of Spark's, or a subclass. */
    static Optional<LearnerKind> kind(Evaluator evaluator) {
        return Optional.ofNullable(KINDS.get(evaluator.getClass()));
    }

    /**
     * Why an evaluator with further metrics is not computed where a model is trained; empty if it is Spark's own and looks at
     * the columns of a learner.
     *
     * @param learner whose predictions are to be evaluated
     */
    static Optional<String> obstacle(TunerMetrics metrics, Estimator<?> learner) {
        Evaluator evaluator = metrics.evaluator();
        if (kind(evaluator).isEmpty()) {
            return Optional.of(
                    "evaluator " + evaluator.getClass().getSimpleName() + " cannot be computed inside a task");
        }
        return columns(metrics)
                .filter(param -> !isSame(evaluator, learner, param))
                .findFirst()
                .map(param -> otherColumn(evaluator, learner, param));
    }

    /** An evaluator with further metrics, to which there is no {@link #obstacle}. */
    static RecognizedEvaluator of(TunerMetrics metrics) {
        Evaluator evaluator = metrics.evaluator();
        return new RecognizedEvaluator(
                MetricSuite.of(metrics.names(), options(evaluator)),
                Columns.named(evaluator, "weightCol").filter(name -> evaluator.isSet(evaluator.getParam("weightCol"))));
    }

    /** Params of the evaluator whose columns are taken from the learner. */
    private static Stream<String> columns(TunerMetrics metrics) {
        if (metrics.evaluator() instanceof ClusteringEvaluator) {
            return Stream.of("predictionCol", "featuresCol");
        }
        boolean isBinary = metrics.evaluator() instanceof BinaryClassificationEvaluator;
        Stream<String> columns = Stream.of("labelCol", isBinary ? "rawPredictionCol" : "predictionCol");
        return !isBinary && metrics.names().contains("logLoss")
                ? Stream.concat(columns, Stream.of("probabilityCol"))
                : columns;
    }

    private static String otherColumn(Evaluator evaluator, Params learner, String param) {
        return param + " of the evaluator is not that of "
                + learner.getClass().getSimpleName() + " (evaluator: "
                + Columns.named(evaluator, param).orElse("none") + ", learner: "
                + Columns.named(learner, param).orElse("none") + ")";
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
