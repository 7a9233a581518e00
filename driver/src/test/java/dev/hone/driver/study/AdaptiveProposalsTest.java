package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.sampler.CurveSampler;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many trials of an adaptive search are under way. */
class AdaptiveProposalsTest {
    private static final String METRIC = "f1";

    private final AdaptiveProposals proposals = new AdaptiveProposals(
            CurveSampler.of(new NearBestSampler("DecisionTreeClassifier", METRIC, 25)), config -> {}, List.of());

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "2, 1, 3", "16, 1, 18", "2, 3, 1", "2, 2, 2", "8, 5, 2", "16, 5, 4", "1, 10, 1"})
    void asManyTrialsBeginAsTheirPartsNeedToKeepTheSlotsBusyWithSomeToSpare(int slots, int parts, int trials) {
        assertThat(proposals.next(true, slots, parts)).hasSize(trials);
        assertThat(proposals.next(true, slots, parts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 2", "8, 5", "4, 10"})
    void noSlotIdlesAndNoMoreIsUnderWayThanATrialBeyondTheSlots(int slots, int parts) {
        record Part(TrialConfig trial, int fold) {}
        Queue<Part> waiting = new ArrayDeque<>();
        Queue<Part> running = new ArrayDeque<>();
        List<TrialConfig> begun = new ArrayList<>();
        int most = 0;
        while (begun.size() < 25) {
            for (TrialConfig trial : proposals.next(true, slots, parts)) {
                begun.add(trial);
                for (int fold = 0; fold < parts; fold++) {
                    waiting.add(new Part(trial, fold));
                }
            }
            while (running.size() < slots && !waiting.isEmpty()) {
                running.add(waiting.remove());
            }
            assertThat(running).hasSize(slots);
            most = Math.max(most, waiting.size() + running.size());
            Part ended = running.remove();
            proposals.score(ended.trial(), new FoldScore(ended.fold(), Map.of(METRIC, 0.5), 1, 1));
            if (ended.fold() == parts - 1) {
                proposals.end(outcome(ended.trial(), parts));
            }
        }

        assertThat(most).isLessThanOrEqualTo(slots + parts);
    }

    @Test
    void aFoldThatIsToldTwiceCountsOnceAndNoneOfATrialThatRunsAgain() {
        TrialConfig trial = proposals.next(true, 2, 3).get(0);
        proposals.score(trial, new FoldScore(0, Map.of(METRIC, 0.4), 1, 1));
        proposals.score(trial, new FoldScore(0, Map.of(METRIC, 0.5), 1, 1));

        assertThat(proposals.history().running().get(0).scores())
                .containsExactly(new FoldScore(0, Map.of(METRIC, 0.5), 1, 1));

        proposals.restart(trial);

        assertThat(proposals.history().running().get(0).scores()).isEmpty();
        assertThat(proposals.next(true, 2, 3)).isEmpty();
    }

    private static TrialOutcome outcome(TrialConfig trial, int parts) {
        List<FoldScore> folds = new ArrayList<>();
        for (int fold = 0; fold < parts; fold++) {
            folds.add(new FoldScore(fold, Map.of(METRIC, 0.5), 1, 1));
        }
        return new TrialOutcome.Scored(trial, Lane.FAST, folds, 1);
    }
}
