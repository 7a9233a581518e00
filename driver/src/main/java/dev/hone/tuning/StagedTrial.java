package dev.hone.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;

/**
 * A trial's stages with its params set, those of nested pipelines one after another.
 *
 * @param number of the trial, its place among the param maps
 * @param stages what a pipeline consists of, or the estimator alone
 */
record StagedTrial(int number, List<PipelineStage> stages) {

    /** One a param map. */
    static List<StagedTrial> all(Estimator<?> estimator, ParamMap[] params) {
        return IntStream.range(0, params.length)
                .mapToObj(number -> of(number, estimator, params[number]))
                .toList();
    }

    private static StagedTrial of(int number, Estimator<?> estimator, ParamMap params) {
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

    /**
     * The stages that all trials begin with and that do the same to every row, so that they can be applied before rows are
     * split: transformers of Spark's own, before the last stage that learns.
     */
    static List<Transformer> applicableOnce(List<StagedTrial> trials) {
        StagedTrial first = trials.get(0);
        List<Transformer> once = new ArrayList<>();
        for (PipelineStage stage : first.stages()) {
            int place = once.size();
            StageKey key = StageKey.of(stage);
            if (!keepsColumns(stage)
                    || trials.stream()
                            .anyMatch(trial -> trial.lastEstimator() <= place
                                    || !StageKey.of(trial.stages().get(place)).equals(key))) {
                break;
            }
            once.add((Transformer) stage);
        }
        return once;
    }

    private static boolean keepsColumns(PipelineStage stage) {
        return stage instanceof Transformer
                && !(stage instanceof SQLTransformer)
                && stage.getClass().getPackage().equals(SQLTransformer.class.getPackage());
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
