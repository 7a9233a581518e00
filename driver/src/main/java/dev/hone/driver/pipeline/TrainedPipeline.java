package dev.hone.driver.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;

/**
 * The model of a trial on all rows, and the pipeline that it is the fit of.
 *
 * @param model with all that the raw table needs before the learner's model and after it
 * @param stages by name and in order, the stages of which {@code new Pipeline().setStages(...).fit(table)} makes an equal
 *     model out of the raw table
 */
public record TrainedPipeline(PipelineModel model, Map<String, PipelineStage> stages) {
    public TrainedPipeline {
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }
}
