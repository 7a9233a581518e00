package dev.hone.tuning;

import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.worker.metric.UndefinedMetricException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Scores models of the cluster lane by the user's evaluator, and by further metrics on the same predictions. */
record EvaluatorScorer(TunerMetrics metrics) implements ClusterTrialExecutor.Scorer {

    @Override
    public Map<String, Double> score(Model<?> model, FoldFrames fold) {
        Dataset<Row> predictions = model.transform(fold.validation());
        if (metrics.further().isEmpty()) {
            return Map.of(metrics.metric(), objective(model, predictions));
        }
        predictions.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put(metrics.metric(), objective(model, predictions));
            values.putAll(new FurtherMetrics(metrics.evaluator(), metrics.further()).values(model, fold, predictions));
            return values;
        } finally {
            predictions.unpersist();
        }
    }

    private double objective(Model<?> model, Dataset<Row> predictions) {
        double value = metrics.evaluator().evaluate(predictions);
        if (Double.isNaN(value)) {
            throw new UndefinedMetricException(metrics.metric(), reason(model));
        }
        return value;
    }

    /** Why the score is NaN, with what helps where ALS does not know the users or items of some rows. */
    private static String reason(Model<?> model) {
        boolean cold = Stream.of(
                        model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model})
                .anyMatch(stage -> stage instanceof ALSModel als
                        && als.getColdStartStrategy().equals("nan"));
        return cold
                ? "ALS predicts NaN for users and items that it was not trained on; set coldStartStrategy to drop"
                : "the evaluator gives NaN";
    }
}
