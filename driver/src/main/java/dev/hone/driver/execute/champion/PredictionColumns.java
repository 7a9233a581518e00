package dev.hone.driver.execute.champion;

import dev.hone.worker.metric.Metric;
import dev.hone.worker.metric.MetricFamily;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/**
 * The columns of a pipeline's predictions that a metric looks at.
 *
 * @param prediction the class or the quantity
 * @param vector raw predictions for metrics of two classes, probabilities for logLoss; empty for others, or if the model has none
 * @param isRaw whether the vector is that of raw predictions
 */
record PredictionColumns(String prediction, Optional<String> vector, boolean isRaw) {
    private static final String LOG_LOSS = "logLoss";

    /**
     * Those of the last stage that predicts.
     *
     * @throws IncomparableException if no stage does
     */
    static PredictionColumns of(PipelineModel model, Metric metric) {
        List<Transformer> stages = Arrays.asList(model.stages().clone());
        Collections.reverse(stages);
        Transformer learner = stages.stream()
                .filter(stage -> named(stage, "predictionCol").isPresent())
                .findFirst()
                .orElseThrow(() -> new IncomparableException("has no stage that predicts"));
        boolean isRaw = metric.family() == MetricFamily.BINARY;
        Optional<String> vector = isRaw
                ? named(learner, "rawPredictionCol")
                : named(learner, "probabilityCol")
                        .filter(column -> metric.name().equals(LOG_LOSS));
        return new PredictionColumns(named(learner, "predictionCol").orElseThrow(), vector, isRaw);
    }

    private static Optional<String> named(Transformer stage, String param) {
        return stage.hasParam(param) && stage.isDefined(stage.getParam(param))
                ? Optional.of((String) stage.getOrDefault(stage.getParam(param)))
                        .filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    /** All of them, the prediction first. */
    List<String> names() {
        return Stream.concat(Stream.of(prediction), vector.stream()).toList();
    }
}
