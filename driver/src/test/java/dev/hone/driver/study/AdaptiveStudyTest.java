package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.execute.InProcessTrialExecutor;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samplers that look at the history, on the loop of a study. */
@Timeout(60)
class AdaptiveStudyTest {
    private static final String METRIC = "f1";
    private static final long BEST_DEPTH = 12;
    private static final NearBestSampler SAMPLER = new NearBestSampler("DecisionTreeClassifier", METRIC, 25);

    @TempDir
    private Path temporary;

    @Test
    void eachTrialIsProposedByTheOutcomesOfThoseBefore() {
        try (OutputFolder folder = folder("out")) {
            Study study = study(folder, SAMPLER);

            assertThat(study.run(new StepExecutor(1, AdaptiveStudyTest::outcome)))
                    .isEqualTo(StudyEnd.COMPLETED);

            assertThat(study.leaderboard().best().trial().orElseThrow().config())
                    .satisfies(best -> assertThat(NearBestSampler.depth(best)).isEqualTo(BEST_DEPTH));
            assertThat(LongStream.range(0, 3).mapToObj(study::trial))
                    .extracting(NearBestSampler::depth)
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1", "7, 3", "24, 3"})
    void aStudyThatIsContinuedProposesWhatItWouldHaveUndisturbed(int endedBefore, int slots) {
        List<TrialConfig> undisturbed;
        try (OutputFolder folder = folder("undisturbed")) {
            Study study = study(folder, SAMPLER);
            study.run(new StepExecutor(slots, AdaptiveStudyTest::outcome));
            undisturbed = LongStream.range(0, 25).mapToObj(study::trial).toList();
        }
        try (OutputFolder folder = folder("continued")) {
            Study first = study(folder, SAMPLER);
            AtomicInteger ended = new AtomicInteger();
            assertThat(first.run(new StepExecutor(slots, config -> {
                        if (ended.incrementAndGet() == endedBefore) {
                            first.interrupt();
                        }
                        return outcome(config);
                    })))
                    .isEqualTo(StudyEnd.INTERRUPTED);
            List<TrialConfig> again = new ArrayList<>();

            Study second = study(folder, SAMPLER);
            assertThat(second.run(new StepExecutor(slots, config -> {
                        again.add(config);
                        return outcome(config);
                    })))
                    .isEqualTo(StudyEnd.COMPLETED);

            assertThat(LongStream.range(0, 25).mapToObj(second::trial)).containsExactlyElementsOf(undisturbed);
            assertThat(again).isEqualTo(undisturbed.subList(endedBefore, 25));
        }
    }

    @Test
    void aSlotThatComesFreeDoesNotWaitForOtherTrials() {
        CountDownLatch all = new CountDownLatch(20);
        try (OutputFolder folder = folder("out")) {
            Study study = study(folder, new NearBestSampler("DecisionTreeClassifier", METRIC, 20));

            StudyEnd end = run(study, 3, config -> {
                all.countDown();
                if (config.number() == 0) {
                    // Ends only after all others have begun: with a barrier it would never.
                    await(all);
                }
                return outcome(config);
            });

            assertThat(end).isEqualTo(StudyEnd.COMPLETED);
        }
    }

    @Test
    void aProposalKnowsTheTrialsThatRun() {
        List<Integer> running = Collections.synchronizedList(new ArrayList<>());
        Sampler observed = new Sampler() {
            @Override
            public long trials() {
                return SAMPLER.trials();
            }

            @Override
            public TrialConfig propose(long number, History history) {
                assertThat(history.ended().size() + history.running().size()).isEqualTo((int) number);
                running.add(history.running().size());
                return SAMPLER.propose(number, history);
            }
        };
        try (OutputFolder folder = folder("out")) {
            run(study(folder, observed), 4, AdaptiveStudyTest::outcome);
        }

        assertThat(running).hasSize(25).startsWith(0, 1, 2, 3, 4).allMatch(number -> number <= 4);
    }

    private static TrialOutcome outcome(TrialConfig config) {
        double score = 1 - Math.abs(NearBestSampler.depth(config) - BEST_DEPTH) / 100.0;
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of(METRIC, score), 1, 1)), 1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static StudyEnd run(Study study, int slots, Function<TrialConfig, TrialOutcome> trial) {
        try (InProcessTrialExecutor executor = new InProcessTrialExecutor(slots, trial)) {
            return study.run(executor);
        }
    }

    private static Study study(OutputFolder folder, Sampler sampler) {
        Objective objective = new Objective(METRIC, Direction.MAXIMIZE);
        StudyJournal journal =
                StudyJournal.open(folder, new StudyIdentity("s", "d", "f", objective), Clock.systemUTC());
        return new Study(
                sampler, objective, List.of(METRIC), journal, StoppingRule.never(), List.of(), Clock.systemUTC());
    }

    private OutputFolder folder(String name) {
        return OutputFolder.at(temporary.resolve(name).toString(), new Configuration());
    }
}
