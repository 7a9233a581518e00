package dev.hone.driver.sampler.encoding;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Histories as points, the best first. What a history has in common with the one before is not encoded and sorted again: a
 * cache, which changes no result. Trials whose config is not of the space are left out.
 *
 * <p>Not thread-safe.
 */
public final class TrialMemory {
    private final SpaceEncoding encoding;
    private final Objective objective;
    private final List<TrialOutcome> told = new ArrayList<>();
    private final Set<ConfigKey> visited = new HashSet<>();
    private final List<Rank> ranks = new ArrayList<>();
    private final List<double[]> scored = new ArrayList<>();
    private final List<double[]> failed = new ArrayList<>();

    private record Rank(double score, long number) {}

    public TrialMemory(SpaceEncoding encoding, Objective objective) {
        this.encoding = encoding;
        this.objective = objective;
    }

    /**
     * The outcomes of a history that the one before did not have, those of an earlier run first, in their order; all of them if
     * it does not continue the one before, which is forgotten then.
     */
    public List<TrialOutcome> tell(History history) {
        List<TrialOutcome> known = history.known();
        if (!isContinued(known)) {
            forget();
        }
        int before = told.size();
        List<TrialOutcome> news = List.copyOf(known.subList(before, known.size()));
        news.forEach(this::add);
        known.subList(Math.max(before, history.earlier().size()), known.size())
                .forEach(own -> visited.add(ConfigKey.of(own.config())));
        return news;
    }

    /** Whether nothing is known before what {@link #tell} returned last: all of it is new. */
    public boolean isAllNew(List<TrialOutcome> news) {
        return news.size() == told.size();
    }

    @SuppressWarnings("ReferenceEquality") // the outcomes of one study are the same objects at every call
    private boolean isContinued(List<TrialOutcome> ended) {
        if (told.size() > ended.size()) {
            return false;
        }
        for (int index = 0; index < told.size(); index++) {
            if (told.get(index) != ended.get(index)) {
                return false;
            }
        }
        return true;
    }

    private void forget() {
        told.clear();
        visited.clear();
        ranks.clear();
        scored.clear();
        failed.clear();
    }

    private void add(TrialOutcome outcome) {
        told.add(outcome);
        double score = objective.score(outcome);
        encoding.encode(outcome.config()).ifPresent(point -> {
            if (Double.isNaN(score)) {
                failed.add(point);
            } else {
                insert(new Rank(score, outcome.config().number()), point);
            }
        });
    }

    private void insert(Rank rank, double[] point) {
        int found = Collections.binarySearch(
                ranks,
                rank,
                (one, other) -> objective.compare(one.score(), one.number(), other.score(), other.number()));
        int place = found < 0 ? -found - 1 : found;
        ranks.add(place, rank);
        scored.add(place, point);
    }

    /** Points of the trials with a score, from the best to the worst; equal scores by number. A view. */
    public List<double[]> scored() {
        return Collections.unmodifiableList(scored);
    }

    /** Points of the trials without a score, in the order in which they ended. A view. */
    public List<double[]> failed() {
        return Collections.unmodifiableList(failed);
    }

    /** Points of the trials that run. */
    public List<double[]> running(History history) {
        return history.running().stream()
                .flatMap(trial -> encoding.encode(trial.config()).stream())
                .toList();
    }

    /** Whether a trial's config was proposed before, in this study. */
    public Predicate<TrialConfig> visited(History history) {
        Set<ConfigKey> running = history.running().stream()
                .map(trial -> ConfigKey.of(trial.config()))
                .collect(Collectors.toSet());
        return trial -> {
            ConfigKey config = ConfigKey.of(trial);
            return visited.contains(config) || running.contains(config);
        };
    }
}
