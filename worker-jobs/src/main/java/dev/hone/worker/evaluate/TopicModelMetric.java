package dev.hone.worker.evaluate;

import dev.hone.worker.data.NearMiss;
import dev.hone.worker.data.RowView;
import dev.hone.worker.train.inline.InlineTransformer;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.clustering.LDAModel;

/** What Spark's {@code LDAModel} says of documents that it has not seen, under its own names. */
public enum TopicModelMetric {
    /** {@code LDAModel.logPerplexity}: an upper bound per token; less is better. */
    LOG_PERPLEXITY("logPerplexity") {
        @Override
        public boolean largerIsBetter() {
            return false;
        }

        @Override
        public double value(Model<?> model, RowView documents) {
            return InlineTransformer.logPerplexity((LDAModel) model, documents);
        }
    },
    /** {@code LDAModel.logLikelihood}: a lower bound on the whole corpus; more is better. */
    LOG_LIKELIHOOD("logLikelihood") {
        @Override
        public boolean largerIsBetter() {
            return true;
        }

        @Override
        public double value(Model<?> model, RowView documents) {
            return InlineTransformer.logLikelihood((LDAModel) model, documents);
        }
    };

    private final String metricName;

    TopicModelMetric(String metricName) {
        this.metricName = metricName;
    }

    /** The names of all, as a study file writes them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(TopicModelMetric::metricName).toList();
    }

    /**
     * The metric of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TopicModelMetric named(String name) {
        return Arrays.stream(values())
                .filter(metric -> metric.metricName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Metric '" + name
                        + "' is not one of a topic model (known: " + String.join(", ", names()) + ")"
                        + NearMiss.hint(name, names())));
    }

    /** The method of {@code LDAModel} that computes it. */
    public String metricName() {
        return metricName;
    }

    /** Whether the best model is that of the largest value. */
    public abstract boolean largerIsBetter();

    /**
     * The metric of a model on documents.
     *
     * @param model an {@code LDAModel}
     */
    public abstract double value(Model<?> model, RowView documents);
}
