package dev.hone.driver.journal;

import dev.hone.driver.journal.StudyIdentity.Origin;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.known.EarlierTrials;
import dev.hone.driver.sampler.known.FixedParams;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run that another study starts from, finished or not.
 *
 * @param folder where it is
 * @param identity which study it is of
 * @param outcomes of its trials, by number
 */
public record EarlierRun(String folder, StudyIdentity identity, List<TrialOutcome> outcomes) {

    public EarlierRun {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Reads the journal of a run.
     *
     * @throws InvalidInputException if the folder holds no study, or one whose journal cannot be read
     */
    public static EarlierRun read(OutputFolder folder) {
        StudyIdentity identity = StudyJournal.identity(folder)
                .orElseThrow(() -> new InvalidInputException(
                        "must be the output folder of a run (" + folder.location() + ": holds no study)"));
        Map<Long, TrialOutcome> outcomes = new TreeMap<>();
        StudyJournal.read(folder)
                .replay(outcome -> outcomes.merge(outcome.config().number(), outcome, TrialOutcome::followedBy));
        return new EarlierRun(folder.location(), identity, List.copyOf(outcomes.values()));
    }

    /**
     * Refuses a run whose scores say nothing about a study's.
     *
     * @param objective of the study
     * @param learner of the study, whose learners are of one kind
     * @throws InvalidInputException if it has another metric or direction, or learners of another kind
     */
    public EarlierRun requireComparable(Objective objective, String learner) {
        Objective other = identity.objective();
        if (!other.metric().equals(objective.metric()) || other.direction() != objective.direction()) {
            throw new InvalidInputException("must be a run with the metric of the study (metric: " + text(objective)
                    + "; of " + folder + ": " + text(other) + ")");
        }
        Optional<LearnerKind> kind = kind(learner);
        Optional<LearnerKind> otherKind = outcomes.stream()
                .findFirst()
                .flatMap(outcome -> kind(outcome.config().learner()));
        if (kind.isPresent() && otherKind.isPresent() && kind.get() != otherKind.get()) {
            throw new InvalidInputException("must be a run with learners of the study's kind (kind: " + text(kind.get())
                    + "; of " + folder + ": " + text(otherKind.get()) + ")");
        }
        return this;
    }

    /** Empty for a class of the user's own, or of another version. */
    private static Optional<LearnerKind> kind(String learner) {
        try {
            return Optional.of(LearnerCatalog.kindOf(learner));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Objective objective) {
        return objective.metric() + ", " + objective.direction().label();
    }

    private static String text(LearnerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Its trials as those of a study.
     *
     * @param space of the study
     * @param fixed what the study does not tune
     */
    public WarmStart as(SearchSpace space, FixedParams fixed) {
        FixedParams own = identity.origin() == Origin.STUDY_FILE
                ? FixedParams.ofStudyFile(identity.pipeline())
                : FixedParams.unknown();
        return new EarlierTrials(space, fixed, own).read(folder, outcomes);
    }
}
