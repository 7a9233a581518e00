package dev.hone.driver.sampler.encoding;

import dev.hone.worker.train.StageFactory;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;

/**
 * The defaults of the params of a learner, and of stages that have the name of their class. Learners and params that Spark does
 * not know, as those of functions that are not learners, have none.
 */
final class SparkDefaults {
    private final Optional<PipelineStage> learner;

    private SparkDefaults(Optional<PipelineStage> learner) {
        this.learner = learner;
    }

    /** @param learner class name, as {@link dev.hone.worker.trial.TrialConfig#learner()} */
    static SparkDefaults of(String learner) {
        return new SparkDefaults(stage(learner));
    }

    private static Optional<PipelineStage> stage(String type) {
        try {
            return Optional.of(StageFactory.create(type, type, Map.of()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The default of a param, whose name has that of its stage before a dot if it is not the learner's. */
    Optional<ParameterValue> value(String name) {
        int dot = name.indexOf('.');
        Optional<PipelineStage> owner = dot < 0 ? learner : stage(name.substring(0, dot));
        String param = name.substring(dot + 1);
        return owner.filter(stage -> stage.hasParam(param)).flatMap(stage -> value(stage, stage.getParam(param)));
    }

    private static Optional<ParameterValue> value(PipelineStage stage, Param<Object> param) {
        return stage.hasDefault(param) ? value(stage.getOrDefault(param)) : Optional.empty();
    }

    private static Optional<ParameterValue> value(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return Optional.of(new Whole(((Number) value).longValue()));
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return Optional.of(new Real(number));
        }
        if (value instanceof Boolean flag) {
            return Optional.of(new Flag(flag));
        }
        return value instanceof String text ? Optional.of(new Text(text)) : Optional.empty();
    }
}
