package dev.hone.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.Params;

/**
 * The stages of an estimator, those of nested pipelines one after another.
 *
 * @param stages what a pipeline consists of, or the estimator alone; none of a pipeline whose stages only trials set
 */
record StagedTrial(List<PipelineStage> stages) {

    StagedTrial {
        stages = List.copyOf(stages);
    }

    static StagedTrial of(Estimator<?> estimator) {
        List<PipelineStage> stages = new ArrayList<>();
        flatten(estimator, stages);
        return new StagedTrial(stages);
    }

    private static void flatten(PipelineStage stage, List<PipelineStage> stages) {
        if (stage instanceof Pipeline pipeline) {
            if (!pipeline.isDefined(pipeline.stages())) {
                return;
            }
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
     *
     * @param tuned uids of what has params that trials set
     */
    List<Transformer> applicableOnce(Set<String> tuned) {
        List<Transformer> once = new ArrayList<>();
        for (PipelineStage stage : stages.subList(0, Math.min(lastEstimator(), stages.size()))) {
            if (!keepsColumns(stage) || tuned.contains(stage.uid())) {
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

    /** The last stage that learns; the last stage where none does, and an empty pipeline where there is no stage. */
    Params lastLearner() {
        return stages.isEmpty() ? new Pipeline() : stages.get(Math.min(lastEstimator(), stages.size() - 1));
    }

    /** The stages before the last that learns. */
    List<PipelineStage> beforeLearner() {
        return stages.subList(0, lastEstimator());
    }

    /** The last stage that learns, or a pipeline of it and of those after it where there are such. */
    Estimator<?> learner() {
        List<PipelineStage> rest = stages.subList(lastEstimator(), stages.size());
        return rest.size() == 1 && rest.get(0) instanceof Estimator<?> learner
                ? learner
                : new Pipeline().setStages(rest.toArray(PipelineStage[]::new));
    }
}
