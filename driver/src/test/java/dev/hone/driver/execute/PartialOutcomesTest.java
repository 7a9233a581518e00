package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartialOutcomesTest {
    private static final List<TrialConfig> TRIALS = List.of(trial(4), trial(7));
    private static final List<Learner> LEARNERS =
            TRIALS.stream().map(Learner::named).toList();
    private static final List<WorkUnit> UNITS = WorkUnit.of(LEARNERS, 3, 2);

    private final PartialOutcomes parts = new PartialOutcomes(3);

    @Test
    void scoresOfAllFoldsAreJoinedInTheOrderOfTheFolds() {
        assertThat(UNITS).extracting(WorkUnit::folds).containsExactly(List.of(1), List.of(2, 0));
        assertThat(parts.add(UNITS.get(1), List.of(scored(4, 10, 2, 0), scored(7, 10, 2, 0))))
                .isEmpty();

        List<TrialOutcome> whole = parts.add(UNITS.get(0), List.of(scored(4, 5, 1), scored(7, 5, 1)));

        assertThat(whole).containsExactly(scored(4, 15, 0, 1, 2), scored(7, 15, 0, 1, 2));
    }

    @Test
    void ofSeveralFailuresThatOfTheFirstFoldCounts() {
        parts.add(UNITS.get(0), List.of(failed(4, "on fold 1"), scored(7, 5, 1)));

        List<TrialOutcome> whole = parts.add(UNITS.get(1), List.of(failed(4, "on fold 0"), scored(7, 10, 2, 0)));

        assertThat(whole).containsExactly(failed(4, "on fold 0", 2), scored(7, 15, 0, 1, 2));
    }

    @Test
    void aUnitOfAllFoldsIsDone() {
        List<TrialOutcome> outcomes = List.of(scored(4, 15, 0, 1, 2), failed(7, "why"));

        assertThat(parts.add(WorkUnit.of(LEARNERS, 3, 1).get(0), outcomes)).isEqualTo(outcomes);
    }

    @Test
    void trialsThatWereTogetherOnSomeFoldsOnlyAreDoneEachByItself() {
        List<WorkUnit> split = UNITS.get(1).split(2);
        assertThat(split).extracting(WorkUnit::trials).containsExactly(TRIALS.subList(0, 1), TRIALS.subList(1, 2));
        assertThat(parts.add(UNITS.get(0), List.of(scored(4, 5, 1), scored(7, 5, 1))))
                .isEmpty();

        assertThat(parts.add(split.get(1), List.of(scored(7, 10, 2, 0)))).containsExactly(scored(7, 15, 0, 1, 2));
        assertThat(parts.add(split.get(0), List.of(failed(4, "why")))).containsExactly(failed(4, "why", 6));
    }

    @Test
    void theSlowestLaneOfTheFoldsCountsWithItsReason() {
        LaneChoice inline = new LaneChoice(Lane.INLINE, "all labels are equal");
        Scored onFirst = scored(4, 5, 1);
        parts.add(UNITS.get(0), List.of(new Scored(onFirst.config(), inline, onFirst.folds(), 5), scored(7, 5, 1)));

        List<TrialOutcome> whole = parts.add(UNITS.get(1), List.of(scored(4, 10, 2, 0), scored(7, 10, 2, 0)));

        assertThat(whole).extracting(outcome -> ((Scored) outcome).choice()).containsExactly(inline, LaneChoice.FAST);
    }

    private static TrialConfig trial(long number) {
        return new TrialConfig(number, "DecisionTreeClassifier", Map.of(), 1);
    }

    private static Scored scored(long number, long nanos, int... folds) {
        List<FoldScore> scores = Arrays.stream(folds)
                .mapToObj(fold -> new FoldScore(fold, Map.of("accuracy", number + fold / 10.0), 1, 1))
                .toList();
        return new Scored(trial(number), Lane.FAST, scores, nanos);
    }

    private static Failed failed(long number, String message) {
        return failed(number, message, 1);
    }

    private static Failed failed(long number, String message, long nanos) {
        return new Failed(trial(number), FailureCategory.TRAINING_FAILED, message, nanos);
    }
}
