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

    /** Value by metric name, in the study's order. */
    Map<String, Double> score(Model<?> model, RowView rows);

    /** By the metrics of Spark's evaluators, which look at predictions. */
    record OfPredictions(MetricSuite metrics) implements Scoring {
        @Override
        public Map<String, Double> score(Model<?> model, RowView rows) {
            return metrics.evaluate(ModelPredictor.predict(model, rows));
        }
    }

    /** By what a topic model says of unseen documents; see {@link TopicModelMetric}. */
    record OfTopics(List<TopicModelMetric> metrics) implements Scoring {
        public OfTopics {
            metrics = List.copyOf(metrics);
        }

        @Override
        public Map<String, Double> score(Model<?> model, RowView rows) {
            Map<String, Double> values = new LinkedHashMap<>();
            metrics.forEach(metric -> values.put(metric.metricName(), metric.value(model, rows)));
            return values;
        }
    }
}
