package dev.hone.driver.sampler.encoding;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A history as points, the best first. Trials whose config is not of the space are left out.
 *
 * @param scored points of the trials with a score, from the best to the worst; equal scores by number
 * @param failed points of the trials without a score, by number
 * @param running points of the trials that have not ended, by number
 */
public record RankedTrials(List<double[]> scored, List<double[]> failed, List<double[]> running) {

    /** Ranks a history. */
    public static RankedTrials of(History history, SpaceEncoding encoding, Objective objective) {
        List<Ranked> ranked = new ArrayList<>();
        List<Ranked> failed = new ArrayList<>();
        for (TrialOutcome outcome : history.ended()) {
            double score = score(outcome, objective);
            Optional<double[]> point = encoding.encode(outcome.config());
            point.ifPresent(known -> (Double.isNaN(score) ? failed : ranked)
                    .add(new Ranked(score, outcome.config().number(), known)));
        }
        ranked.sort((one, other) -> objective.compare(one.score(), one.number(), other.score(), other.number()));
        failed.sort(Comparator.comparingLong(Ranked::number));
        List<double[]> running = history.running().stream()
                .flatMap(trial -> encoding.encode(trial.config()).stream())
                .toList();
        return new RankedTrials(points(ranked), points(failed), running);
    }

    private record Ranked(double score, long number, double[] point) {}

    private static List<double[]> points(List<Ranked> trials) {
        return trials.stream().map(Ranked::point).toList();
    }

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
