package dev.hone.tuning;

import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.execute.cluster.TopicScorer;
import dev.hone.worker.evaluate.TopicModelMetric;
import dev.hone.worker.metric.Metric;
import dev.hone.worker.metric.MetricFamily;
import dev.hone.worker.metric.Metrics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Metrics beside the user's evaluator, each computed by Spark's own evaluator of it. That looks at the columns, weights and
 * options of the user's evaluator, if that is one of Spark's, else at the columns of the model.
 *
 * @param evaluator the user's evaluator
 * @param names metrics of one kind of learner
 */
record FurtherMetrics(Evaluator evaluator, List<String> names) {
    private static final String METRIC_NAME = "metricName";

    FurtherMetrics {
        names = List.copyOf(names);
    }

    /**
     * Value by name; NaN where Spark's evaluator gives that or refuses the predictions, as logLoss without probabilities.
     *
     * @param model a learner's model, or a pipeline that begins with it
     * @param fold its validation rows without predictions, which topic models are scored on
     * @param predictions what the model makes of them
     */
    Map<String, Double> values(Model<?> model, FoldFrames fold, Dataset<Row> predictions) {
        Transformer learned = model instanceof PipelineModel pipeline ? pipeline.stages()[0] : model;
        if (TopicModelMetric.names().containsAll(names)) {
            return new TopicScorer(names.stream().map(TopicModelMetric::named).toList())
                    .score((Model<?>) learned, fold);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, valueOrNaN(Metrics.named(name), learned, predictions)));
        return values;
    }

    private double valueOrNaN(Metric metric, Params model, Dataset<Row> predictions) {
        try {
            return of(metric, model).evaluate(predictions);
        } catch (IllegalArgumentException | NoSuchElementException | AssertionError e) { // Spark asserts
            return Double.NaN;
        }
    }

    /** Spark's evaluator of a metric. */
    Evaluator of(Metric metric, Params model) {
        Evaluator sparks = sparks(metric.family());
        for (Param<?> param : Arrays.asList(sparks.params())) {
            value(param.name(), model).ifPresent(value -> set(sparks, param, value));
        }
        set(sparks, sparks.getParam(METRIC_NAME), metric.name());
        return sparks;
    }

    private static Evaluator sparks(MetricFamily family) {
        return switch (family) {
            case BINARY -> new BinaryClassificationEvaluator();
            case MULTICLASS -> new MulticlassClassificationEvaluator();
            case REGRESSION -> new RegressionEvaluator();
            case CLUSTERING -> new ClusteringEvaluator();
        };
    }

    private Optional<Object> value(String param, Params model) {
        if (param.endsWith("Col")) {
            return column(param, model).map(Object.class::cast);
        }
        return isSparks() && !param.equals(METRIC_NAME) && evaluator.hasParam(param)
                ? Optional.of(evaluator.getOrDefault(evaluator.getParam(param)))
                : Optional.empty();
    }

    /** Weights of the evaluator only: those that a model was trained by do not count in scores by themselves. */
    private Optional<String> column(String param, Params model) {
        Optional<String> ofEvaluator = Columns.named(evaluator, param);
        if (param.equals("weightCol")) {
            return ofEvaluator;
        }
        Optional<String> ofModel = Columns.named(model, param);
        return isSparks() ? ofEvaluator.or(() -> ofModel) : ofModel.or(() -> ofEvaluator);
    }

    private boolean isSparks() {
        return RecognizedEvaluator.kind(evaluator).isPresent();
    }

    @SuppressWarnings("unchecked") // of the same name and type
    private static void set(Evaluator evaluator, Param<?> param, Object value) {
        evaluator.set((Param<Object>) param, value);
    }
}
