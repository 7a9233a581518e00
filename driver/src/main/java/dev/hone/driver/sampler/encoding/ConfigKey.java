package dev.hone.driver.sampler.encoding;

import dev.hone.driver.sampler.History;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A config without number and seed: equal for trials that train the same. */
public record ConfigKey(String learner, Map<String, ParameterValue> params) {

    /** The key of a trial's config. */
    public static ConfigKey of(TrialConfig trial) {
        return new ConfigKey(trial.learner(), trial.params());
    }

    /** The keys of all trials that were proposed in this study, whether they have ended or not. */
    public static Set<ConfigKey> allOf(History history) {
        Set<ConfigKey> keys = new HashSet<>();
        Stream.concat(
                        history.ended().stream().map(TrialOutcome::config),
                        history.running().stream().map(History.Running::config))
                .forEach(config -> keys.add(of(config)));
        return keys;
    }
}
