package dev.hone.driver.tuning;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;

/**
 * A trial's stages with its params set, those of nested pipelines one after another.
 *
 * @param number of the trial, its place among the param maps
 * @param stages what a pipeline consists of, or the estimator alone
 */
record StagedTrial(int number, List<PipelineStage> stages) {

    static StagedTrial of(int number, Estimator<?> estimator, ParamMap params) {
        List<PipelineStage> stages = new ArrayList<>();
        flatten(estimator.copy(params), stages);
        return new StagedTrial(number, List.copyOf(stages));
    }

    private static void flatten(PipelineStage stage, List<PipelineStage> stages) {
        if (stage instanceof Pipeline pipeline) {
            for (PipelineStage inner : pipeline.getStages()) {
                flatten(inner, stages);
            }
        } else {
            stages.add(stage);
        }
    }

    /** Place of the last stage that learns; the number of stages if none does. */
    int lastEstimator() {
        for (int place = stages.size() - 1; place >= 0; place--) {
            if (stages.get(place) instanceof Estimator) {
                return place;
            }
        }
        return stages.size();
    }
}
