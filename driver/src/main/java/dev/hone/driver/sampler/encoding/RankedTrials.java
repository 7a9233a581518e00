package dev.hone.driver.sampler.encoding;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** By what trials are ranked, and told apart. */
public final class RankedTrials {
    private RankedTrials() {}

    /** Mean of the objective's metric over the folds; NaN if the trial has failed or the metric is undefined. */
    public static double score(TrialOutcome outcome, Objective objective) {
        return outcome instanceof Scored scored ? scored.mean(objective.metric()) : Double.NaN;
    }

    /** The configs that were proposed before. */
    public static Set<Config> visited(History history) {
        Set<Config> visited = new HashSet<>();
        Stream.concat(
                        history.ended().stream().map(TrialOutcome::config),
                        history.running().stream().map(History.Running::config))
                .forEach(config -> visited.add(Config.of(config)));
        return visited;
    }

    /** What tells a trial's config from another one's. */
    public record Config(String learner, Map<String, ParameterValue> params) {
        public static Config of(TrialConfig trial) {
            return new Config(trial.learner(), trial.params());
        }
    }
}
