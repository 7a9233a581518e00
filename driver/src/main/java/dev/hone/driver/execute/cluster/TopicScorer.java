package dev.hone.driver.execute.cluster;

import dev.hone.worker.evaluate.TopicModelMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.clustering.LDAModel;

/**
 * Scores topic models by what they say of unseen documents.
 *
 * @param metrics the objective first
 */
public record TopicScorer(List<TopicModelMetric> metrics) implements ClusterTrialExecutor.Scorer {
    public TopicScorer {
        metrics = List.copyOf(metrics);
    }

    @Override
    public Map<String, Double> score(Model<?> model, FoldFrames fold) {
        LDAModel topics = (LDAModel) model;
        Map<String, Double> values = new LinkedHashMap<>();
        for (TopicModelMetric metric : metrics) {
            values.put(
                    metric.metricName(),
                    switch (metric) {
                        case LOG_PERPLEXITY -> topics.logPerplexity(fold.validation());
                        case LOG_LIKELIHOOD -> topics.logLikelihood(fold.validation());
                    });
        }
        return values;
    }
}
