package dev.hone.driver.study;

import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.ranking.Conclusion.Basis;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Picks the trial that a study recommends once its search has ended.
 *
 * <p>The best observed score is the luckiest one where scores are noisy. A model of all scores takes a part of the luck off;
 * evaluating the best again on other folds takes off what they owe to the folds of the search.
 */
public final class Recommender {
    private final Objective objective;
    private final Basis basis;
    private final Map<Long, Double> estimated;
    private final List<Scored> ranked;

    private Recommender(Objective objective, Basis basis, Map<Long, Double> estimated, List<Scored> ranked) {
        this.objective = objective;
        this.basis = basis;
        this.estimated = estimated;
        this.ranked = ranked;
    }

    /**
     * That of a study whose search has ended.
     *
     * @param by which score ranks the trials; the observed one where the sampler has no estimate
     * @param most how many of the best are wanted
     */
    public static Recommender of(Study study, RecommendBy by, int most) {
        Objective objective = study.leaderboard().objective();
        Map<Long, Double> estimated = study.estimates();
        if (by == RecommendBy.OBSERVED || estimated.isEmpty()) {
            return new Recommender(
                    objective, Basis.OBSERVED, estimated, study.leaderboard().topTrials(most));
        }
        List<Scored> ranked = study.outcomes().stream()
                .filter(Scored.class::isInstance)
                .map(Scored.class::cast)
                .filter(trial -> estimated.containsKey(trial.config().number()))
                .sorted((one, other) -> compare(objective, estimated, one, other))
                .limit(most)
                .toList();
        return new Recommender(objective, Basis.ESTIMATED, estimated, ranked);
    }

    private static int compare(Objective objective, Map<Long, Double> scores, Scored one, Scored other) {
        long number = one.config().number();
        long otherNumber = other.config().number();
        return objective.compare(
                Objects.requireNonNull(scores.get(number)),
                number,
                Objects.requireNonNull(scores.get(otherNumber)),
                otherNumber);
    }

    /** The best trials, the recommended one first. */
    public List<Scored> best() {
        return ranked;
    }

    /** The best one of all; empty if no trial has a score. */
    public Optional<Conclusion> conclusion() {
        return ranked.stream().findFirst().map(best -> new Conclusion(best, basis, estimated, Map.of()));
    }

    /**
     * The best of those that were evaluated again, by the mean over both; where none of them has a score there, as without.
     *
     * @param confirmations outcomes of {@link #best()} on other folds
     */
    public Optional<Conclusion> conclusion(List<TrialOutcome> confirmations) {
        Map<Long, Double> confirmed = new LinkedHashMap<>();
        for (Scored trial : ranked) {
            confirmations.stream()
                    .filter(again -> again.config().number() == trial.config().number())
                    .filter(Scored.class::isInstance)
                    .map(again -> ((Scored) again).mean(objective.metric()))
                    .findFirst()
                    .ifPresent(again ->
                            confirmed.put(trial.config().number(), trial.mean(objective.metric()) / 2 + again / 2));
        }
        return ranked.stream()
                .filter(trial -> confirmed.containsKey(trial.config().number()))
                .min((one, other) -> compare(objective, confirmed, one, other))
                .map(best -> new Conclusion(best, Basis.CONFIRMED, estimated, confirmed))
                .or(this::conclusion);
    }
}
