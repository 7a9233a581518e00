package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.study.NearBestSampler;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every executor does for a sampler that looks at the history. */
@Timeout(300)
abstract class AdaptiveExecutorContract {
    static final String METRIC = "accuracy";
    private static final int TRIALS = 9;

    /** That of trial 0. */
    private static final int FIRST_DEPTH = 1;

    @TempDir
    private Path temporary;

    /** Runs trials of one fold, on at least two slots of this JVM. */
    abstract TrialExecutor executor();

    @AfterEach
    void openGates() {
        Stage.GATES.values().forEach(CountDownLatch::countDown);
        Stage.clear();
    }

    @Test
    void aSlotThatComesFreeDoesNotWaitForOtherTrials() {
        CountDownLatch first = new CountDownLatch(1);
        Stage.GATES.put(FIRST_DEPTH, first);
        List<Long> ended = new ArrayList<>();
        try (OutputFolder folder = folder()) {
            // Trial 0 ends only after all others have ended: with a barrier after some trials it would never.
            StudyListener opener = whenEnded(outcome -> {
                ended.add(outcome.config().number());
                if (ended.size() == TRIALS - 1) {
                    first.countDown();
                }
            });

            Study study = study(folder, new Proposing(), List.of(opener));
            assertThat(run(study)).isEqualTo(StudyEnd.COMPLETED);
            assertThat(study.leaderboard().succeeded()).isEqualTo(TRIALS);
        }

        assertThat(ended).hasSize(TRIALS).endsWith(0L);
    }

    @Test
    void aSearchThatIsContinuedInTheMiddleHasTheSameProposals() {
        try (OutputFolder folder = folder()) {
            List<Study> running = new ArrayList<>();
            Proposing before = new Proposing();
            Study first = study(folder, before, List.of(whenEnded(outcome -> {
                if (running.get(0).leaderboard().succeeded() == TRIALS / 2) {
                    running.get(0).interrupt();
                }
            })));
            running.add(first);
            assertThat(run(first)).isEqualTo(StudyEnd.INTERRUPTED);
            Proposing after = new Proposing();

            Study second = study(folder, after, List.of());
            assertThat(run(second)).isEqualTo(StudyEnd.COMPLETED);

            assertThat(before.proposed).hasSizeBetween(TRIALS / 2, TRIALS - 1);
            assertThat(LongStream.range(0, before.proposed.size()).mapToObj(second::trial))
                    .as("what was proposed is run as it was")
                    .containsExactlyElementsOf(before.proposed);
            assertThat(after.proposed)
                    .as("no number is proposed twice")
                    .extracting(TrialConfig::number)
                    .containsExactlyElementsOf(LongStream.range(before.proposed.size(), TRIALS)
                            .boxed()
                            .toList());
            assertThat(NearBestSampler.depths(
                            LongStream.range(0, TRIALS).mapToObj(second::trial).toList()))
                    .doesNotHaveDuplicates();
            assertThat(second.leaderboard().succeeded()).isEqualTo(TRIALS);
        }
    }

    /** Takes note of its proposals, each of which must know of all trials before it. */
    private static final class Proposing implements Sampler {
        private final NearBestSampler sampler = new NearBestSampler(GatedTree.class.getName(), METRIC, TRIALS);
        private final List<TrialConfig> proposed = new ArrayList<>();

        @Override
        public long trials() {
            return sampler.trials();
        }

        @Override
        public OptionalLong distinct() {
            return sampler.distinct();
        }

        @Override
        public TrialConfig propose(long number, History history) {
            assertThat(history.ended().size() + history.running().size()).isEqualTo((int) number);
            TrialConfig proposal = sampler.propose(number, history);
            proposed.add(proposal);
            return proposal;
        }
    }

    interface EndedTrial {
        void ended(TrialOutcome outcome);
    }

    static StudyListener whenEnded(EndedTrial told) {
        return new StudyListener() {
            @Override
            public void ended(TrialOutcome outcome, StudyProgress progress) {
                told.ended(outcome);
            }
        };
    }

    private StudyEnd run(Study study) {
        try (TrialExecutor executor = executor()) {
            return study.run(executor);
        }
    }

    private static Study study(OutputFolder folder, Sampler sampler, List<StudyListener> listeners) {
        return study(folder, sampler, StoppingRule.never(), listeners);
    }

    static Study study(OutputFolder folder, Sampler sampler, StoppingRule stoppingRule, List<StudyListener> listeners) {
        Objective objective = new Objective(METRIC, Direction.MAXIMIZE);
        StudyJournal journal =
                StudyJournal.open(folder, new StudyIdentity("s", "d", "f", objective), Clock.systemUTC());
        return new Study(sampler, objective, List.of(METRIC), journal, stoppingRule, listeners, Clock.systemUTC());
    }

    private OutputFolder folder() {
        return OutputFolder.at(temporary.toString(), new Configuration());
    }
}
