package dev.hone.driver.execute.cluster;

import dev.hone.worker.evaluate.ModelNotFiniteException;
import dev.hone.worker.metric.Metric;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.metric.UndefinedMetricException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Scores models by a study's metrics, each computed by Spark's own evaluator on the model's {@code transform}. As in tasks, a metric
 * is NaN where it says nothing about the rows, but for the objective, which fails the trial then, as does a model that predicts
 * NaN.
 */
public final class MetricScorer implements ClusterTrialExecutor.Scorer {
    private final MetricSuite metrics;
    private final LearnerColumns columns;
    private final Map<Integer, Map<String, String>> undefined;
    private final SparkEvaluators evaluators;

    /**
     * @param metrics the objective first
     * @param columns of the rows that models are scored on
     * @param undefined by number of the fold, why metrics say nothing about its test rows
     */
    public MetricScorer(MetricSuite metrics, LearnerColumns columns, Map<Integer, Map<String, String>> undefined) {
        this.metrics = metrics;
        this.columns = columns;
        this.undefined = Map.copyOf(undefined);
        evaluators = new SparkEvaluators(columns, metrics.options());
    }

    @Override
    public Map<String, Double> score(Model<?> model, FoldFrames fold) {
        Dataset<Row> transformed = model.transform(fold.validation());
        List<String> predicted = Stream.of(
                        SparkEvaluators.PREDICTION, SparkEvaluators.RAW_PREDICTION, SparkEvaluators.PROBABILITY)
                .filter(Arrays.asList(transformed.columns())::contains)
                .toList();
        Dataset<Row> predictions = transformed
                .select(Stream.concat(columns.names().stream(), predicted.stream())
                        .map(functions::col)
                        .toArray(Column[]::new))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            requireNumbers(model, predictions, predicted);
            return values(predictions, predicted, undefined.getOrDefault(fold.number(), Map.of()));
        } finally {
            predictions.unpersist();
        }
    }

    private static void requireNumbers(Model<?> model, Dataset<Row> predictions, List<String> predicted) {
        Column isNaN = functions.isnan(functions.col(SparkEvaluators.PREDICTION));
        if (predicted.contains(SparkEvaluators.RAW_PREDICTION)) {
            Column raw = org.apache.spark.ml.functions.vector_to_array(
                    functions.col(SparkEvaluators.RAW_PREDICTION), "float64");
            isNaN = isNaN.or(functions.exists(raw, functions::isnan));
        }
        Row counts = predictions
                .agg(functions.count_if(isNaN), functions.count(functions.lit(1)))
                .first();
        if (counts.getLong(0) > 0) {
            throw new ModelNotFiniteException("the model predicts NaN for " + counts.getLong(0) + " of "
                    + counts.getLong(1) + " test rows" + advice(model));
        }
    }

    private static String advice(Model<?> model) {
        return model instanceof ALSModel als && als.getColdStartStrategy().equals("nan")
                ? ": users and items that it was not trained on; set coldStartStrategy to drop"
                : "";
    }

    private Map<String, Double> values(
            Dataset<Row> predictions, List<String> predicted, Map<String, String> undefinedThere) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<Metric> all = new ArrayList<>(metrics.metrics());
        Metric objective = all.remove(0);
        values.put(objective.name(), objective(objective, predictions, predicted, undefinedThere));
        for (Metric metric : all) {
            values.put(
                    metric.name(),
                    undefinedThere.containsKey(metric.name())
                            ? Double.NaN
                            : valueOrNaN(metric, predictions, predicted));
        }
        return values;
    }

    private double objective(
            Metric metric, Dataset<Row> predictions, List<String> predicted, Map<String, String> undefinedThere) {
        String reason = undefinedThere.get(metric.name());
        if (reason != null) {
            throw new UndefinedMetricException(metric.name(), reason);
        }
        double value = evaluators.of(metric, predicted).evaluate(predictions);
        if (!Double.isFinite(value)) {
            throw new UndefinedMetricException(metric.name(), "it comes out as " + value);
        }
        return value;
    }

    /** A metric that predictions do not allow, such as logLoss without probabilities, is left empty. */
    private double valueOrNaN(Metric metric, Dataset<Row> predictions, List<String> predicted) {
        try {
            return evaluators.of(metric, predicted).evaluate(predictions);
        } catch (IllegalArgumentException | AssertionError e) {
            return Double.NaN;
        }
    }
}
