package dev.hone.driver.tuning.trial;

import dev.hone.driver.journal.EarlierRun;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.known.FixedParams;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.ParameterValue;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The earlier run that a tuner's search starts from. */
public final class TunerWarmStart {
    private static final Logger LOG = LoggerFactory.getLogger(TunerWarmStart.class);

    private final String location;
    private final String sampler;
    private final Objective objective;
    private final TunerTrials trials;

    /**
     * @param location folder of the earlier run; empty for none
     * @param sampler name of who proposes the trials
     */
    public TunerWarmStart(String location, String sampler, Objective objective, TunerTrials trials) {
        this.location = location;
        this.sampler = sampler;
        this.objective = objective;
        this.trials = trials;
    }

    /**
     * Refuses samplers that do not look at scores.
     *
     * @throws InvalidInputException if an earlier run is named for one of them
     */
    public void requireLearning() {
        if (!location.isEmpty() && trials.sampler() instanceof NumberedSampler) {
            throw new InvalidInputException(
                    "warmStart needs a sampler that learns from scores: auto, gp, tpe or cma-es (sampler: " + sampler
                            + ")");
        }
    }

    /**
     * Reads the earlier run; empty if none is named.
     *
     * @throws InvalidInputException if the folder holds no study, or one with another metric, direction or kind of learners
     */
    public Optional<WarmStart> read(Configuration hadoop) {
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try (OutputFolder folder = OutputFolder.at(location, hadoop)) {
            return Optional.of(EarlierRun.read(folder)
                    .requireComparable(objective, trials.first().learner())
                    .as(trials.space(), fixed(trials.names())));
        } catch (InvalidInputException e) {
            throw new InvalidInputException("warmStart " + e.getMessage(), e);
        }
    }

    /** Tells in the log how many trials are used, and why others are not. */
    public static WarmStart logged(WarmStart start) {
        LOG.info("The search starts from {}", Secrets.redacted(start.text()));
        return start;
    }

    /** What the estimator itself has set, or has by default. */
    private static FixedParams fixed(ParamNames names) {
        return (learner, param) -> names.has(param) ? value(names.owner(param), names.param(param)) : Optional.empty();
    }

    private static Optional<ParameterValue> value(Params owner, Param<?> param) {
        return owner.isDefined(param) ? Optional.of(ParamNames.value(owner.getOrDefault(param))) : Optional.empty();
    }
}
