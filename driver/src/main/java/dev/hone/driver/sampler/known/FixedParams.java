package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.encoding.StartingValues;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.ParameterValue;
import java.util.Optional;

/** The values of the params that a run does not tune. */
public interface FixedParams {

    /**
     * The value that a param has in every trial; empty if it is not known.
     *
     * @param learner class name, as {@link dev.hone.worker.trial.TrialConfig#learner()}
     */
    Optional<ParameterValue> of(String learner, String param);

    /** Those of a study file: what its stages set, else the defaults in Spark. */
    static FixedParams ofStudyFile(StudyPipeline pipeline) {
        return (learner, param) -> {
            if (param.indexOf('.') < 0) {
                return StartingValues.of(learner).ofParam(param);
            }
            String own = StudyPipeline.ownName(param);
            return pipeline.owner(param)
                    .flatMap(stage -> Optional.ofNullable(stage.params().get(own))
                            .or(() -> StartingValues.of(stage.type()).ofParam(own)));
        };
    }

    /** Nothing is known of them, as of a tuner's estimator. */
    static FixedParams unknown() {
        return (learner, param) -> Optional.empty();
    }
}
