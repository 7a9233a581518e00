package dev.hone.worker.evaluate;

import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.MetricSuite;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;

/** How a trained model is judged on rows that it has not seen. */
public sealed interface Scoring extends Serializable {

    /** Of each model the value by metric name, in the study's order. */
    List<Map<String, Double>> scoreAll(List<? extends Model<?>> models, RowView rows);

    /** By the metrics of Spark's evaluators, which look at predictions. */
    record OfPredictions(MetricSuite metrics) implements Scoring {
        /** Of ensembles whose trees are the first of another's, all share its pass over the rows. */
        private static final int MOST_TOGETHER = 16;

        private static final long MOST_BYTES = 1L << 28;
        private static final int BYTES_OF_CLASS = 2 * Double.BYTES;

        @Override
        public List<Map<String, Double>> scoreAll(List<? extends Model<?>> models, RowView rows) {
            List<Map<String, Double>> scores = new ArrayList<>(models.size());
            int together = ModelPredictor.sharePasses(models) ? mostTogether(rows) : 1;
            for (int from = 0; from < models.size(); from += together) {
                List<? extends Model<?>> some = models.subList(from, Math.min(from + together, models.size()));
                ModelPredictor.predictAll(some, rows).forEach(predictions -> scores.add(metrics.evaluate(predictions)));
            }
            return scores;
        }

        /** As many as have predictions of some hundred megabytes. */
        private static int mostTogether(RowView rows) {
            long ofModel = (long) BYTES_OF_CLASS
                    * rows.size()
                    * Math.max(1, rows.data().classes());
            return (int) Math.max(1, Math.min(MOST_TOGETHER, MOST_BYTES / Math.max(1, ofModel)));
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
