package dev.hone.driver.execute;

import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Outcomes of trials on some folds, until those on the other folds are there too. */
final class PartialOutcomes {
    private final int folds;
    private final Map<Long, List<Part>> parts = new HashMap<>();

    /** @param folds on which the outcome was had */
    private record Part(List<Integer> folds, TrialOutcome outcome) {
        int firstFold() {
            return folds.stream().mapToInt(Integer::intValue).min().orElseThrow();
        }
    }

    /** @param folds how many there are */
    PartialOutcomes(int folds) {
        this.folds = folds;
    }

    /** The scores of a unit of some folds, for who follows trials before they have ended. */
    static List<TrialEvent> foldScores(WorkUnit unit, List<TrialOutcome> outcomes) {
        if (unit.isWhole()) {
            return List.of();
        }
        List<TrialEvent> events = new ArrayList<>();
        for (TrialOutcome outcome : outcomes) {
            if (outcome instanceof Scored scored) {
                scored.folds().forEach(score -> events.add(new TrialEvent.FoldScored(scored.config(), score)));
            }
        }
        return events;
    }

    /** Takes a unit's outcomes; gives those on all folds of its trials that now have them. */
    List<TrialOutcome> add(WorkUnit unit, List<TrialOutcome> outcomes) {
        if (unit.isWhole()) {
            return outcomes;
        }
        List<TrialOutcome> whole = new ArrayList<>(outcomes.size());
        for (TrialOutcome outcome : outcomes) {
            add(unit.folds(), outcome).ifPresent(whole::add);
        }
        return whole;
    }

    /** Drops what is known of a trial. */
    void remove(long trial) {
        parts.remove(trial);
    }

    private Optional<TrialOutcome> add(List<Integer> ofFolds, TrialOutcome outcome) {
        long key = outcome.config().number();
        List<Part> known = parts.computeIfAbsent(key, unknown -> new ArrayList<>());
        known.add(new Part(ofFolds, outcome));
        if (known.stream().mapToInt(part -> part.folds().size()).sum() < folds) {
            return Optional.empty();
        }
        parts.remove(key);
        known.sort(Comparator.comparingInt(Part::firstFold));
        return Optional.of(joined(known.stream().map(Part::outcome).toList()));
    }

    /** A trial that failed on some fold has failed; with several, the first fold's reason counts. */
    private static TrialOutcome joined(List<TrialOutcome> ofParts) {
        long nanos = ofParts.stream().mapToLong(TrialOutcome::nanos).sum();
        List<FoldScore> scores = new ArrayList<>();
        LaneChoice lane = LaneChoice.FAST;
        for (TrialOutcome outcome : ofParts) {
            if (outcome instanceof Failed failed) {
                return new Failed(failed.config(), failed.category(), failed.message(), failed.fold(), nanos);
            }
            scores.addAll(((Scored) outcome).folds());
            lane = lane.slower(((Scored) outcome).choice());
        }
        scores.sort(Comparator.comparingInt(FoldScore::fold));
        Scored first = (Scored) ofParts.get(0);
        return new Scored(first.config(), lane, scores, nanos);
    }
}
