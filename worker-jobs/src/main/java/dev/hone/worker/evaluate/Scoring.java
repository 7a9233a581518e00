package dev.hone.worker.evaluate;

import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.MetricSuite;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;

/** How a trained model is judged on rows that it has not seen. */
public sealed interface Scoring extends Serializable {

    /**
     * Of each model the value by metric name, in the study's order.
     *
     * @throws ModelNotFiniteException if a model predicts NaN
     * @throws dev.hone.worker.metric.UndefinedMetricException if the objective is undefined on the rows
     */
    List<Map<String, Double>> scoreAll(List<? extends Model<?>> models, RowView rows);

    /**
     * By the metrics of Spark's evaluators, which look at predictions; the first one is the objective. A metric is NaN where it
     * is undefined on the rows, as r2 of equal labels, but for the objective, which fails the trial then.
     */
    record OfPredictions(MetricSuite metrics) implements Scoring {
        @Override
        public List<Map<String, Double>> scoreAll(List<? extends Model<?>> models, RowView rows) {
            return ModelPredictor.scoreAll(models, rows, metrics::evaluateDefined);
        }
    }

    /**
     * By one of Spark's evaluators: whatever number that gives, also on rows of which it says nothing; NaN fails the trial. Further
     * metrics may be NaN.
     */
    record OfEvaluator(MetricSuite metrics) implements Scoring {
        @Override
        public List<Map<String, Double>> scoreAll(List<? extends Model<?>> models, RowView rows) {
            return ModelPredictor.scoreAll(models, rows, metrics::evaluateNumbers);
        }
    }

    /** By what a topic model says of unseen documents; see {@link TopicModelMetric}. */
    record OfTopics(List<TopicModelMetric> metrics) implements Scoring {
        public OfTopics {
            metrics = List.copyOf(metrics);
        }

        @Override
        public List<Map<String, Double>> scoreAll(List<? extends Model<?>> models, RowView rows) {
            return models.stream().map(model -> score(model, rows)).toList();
        }

        private Map<String, Double> score(Model<?> model, RowView rows) {
            Map<String, Double> values = new LinkedHashMap<>();
            metrics.forEach(metric -> values.put(metric.metricName(), metric.value(model, rows)));
            return values;
        }
    }
}
