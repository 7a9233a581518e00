package dev.hone.driver.study;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.sampler.known.KnownFirst;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proposals of several trials that one training serves, on the loop of a study. */
@Timeout(120)
class CurveStudyTest {
    private static final String METRIC = "loss";
    private static final Objective OBJECTIVE = new Objective(METRIC, Direction.MINIMIZE);
    private static final int TRAININGS = 12;
    private static final int POINTS = 16;
    private static final long BEST_STEPS = 40;

    private static final SearchSpace BOOSTING =
            space(learner("Boosting", logIntegers("maxIter", 1, 100), uniform("rate", 0, 1)));

    /** A learner with a curve, one with another that a condition may leave out, and one without. */
    private static final SearchSpace SEVERAL = space(
            learner("Boosting", choice("maxIter", 5, 40, 80), uniform("rate", 0, 1)),
            learner(
                    "Net",
                    choice("solver", "sgd", "exact"),
                    new Choice("epochs", when("solver", "sgd"), values(10, 20)),
                    uniform("rate", 0, 1)),
            learner("Bayes", uniform("rate", 0, 1)));

    @TempDir
    private Path temporary;

    @Test
    void trialsAreBudgetedByTrainingAndAllPointsAreRows() {
        Study study = run(BOOSTING, "auto", CurveStudyTest::outcome);

        assertThat(study.trials()).isEqualTo(TRAININGS * POINTS);
        assertThat(study.leaderboard().succeeded()).isEqualTo(TRAININGS * POINTS);
        for (int training = 0; training < TRAININGS; training++) {
            List<TrialConfig> curve = LongStream.range((long) training * POINTS, (training + 1L) * POINTS)
                    .mapToObj(study::trial)
                    .toList();
            assertThat(curve)
                    .extracting(TrialConfig::seed)
                    .containsOnly(curve.get(0).seed());
            assertThat(curve)
                    .extracting(trial -> trial.params().get("rate"))
                    .containsOnly(curve.get(0).params().get("rate"));
            assertThat(curve)
                    .extracting(CurveStudyTest::steps)
                    .isSorted()
                    .startsWith(1.0)
                    .endsWith(100.0);
            assertThat(((CurveSampler) study.sampler()).sharedCurve(curve.get(3)))
                    .hasValue(training);
        }
    }

    @Test
    void theBestPointOfACurveIsTheBestTrialAndWhatTheSamplerIsToldOfIt() {
        Study study = run(BOOSTING, "gp", CurveStudyTest::outcome);

        TrialConfig best = study.leaderboard().best().trial().orElseThrow().config();
        assertThat(steps(best)).isBetween(30.0, 50.0);
        assertThat(rate(best)).isBetween(0.25, 0.35);
    }

    @Test
    void pointsPerProposalFollowItsLearnerAndItsConditions() {
        List<TrialConfig> all = new ArrayList<>();
        Study study = run(SEVERAL, "tpe", config -> {
            all.add(config);
            return outcome(config);
        });

        CurveSampler sampler = (CurveSampler) study.sampler();
        assertThat(sampler.mostPoints()).isEqualTo(3);
        assertThat(all).extracting(sampler::proposal).contains(0L, TRAININGS - 1L);
        assertThat(all).allSatisfy(trial -> assertThat(sampler.curve(trial)).hasSize(points(trial)));
        assertThat(all).extracting(CurveStudyTest::points).contains(1, 2, 3);
        assertThat(all.stream().filter(trial -> points(trial) == 1))
                .allSatisfy(trial -> assertThat(sampler.sharedCurve(trial)).isEqualTo(OptionalLong.empty()));
        assertThat(study.trials()).isEqualTo(all.size());
    }

    @ParameterizedTest
    @CsvSource({"auto, 16, 1", "gp, 43, 1", "gp, 150, 1", "tpe, 43, 3", "tpe, 170, 3"})
    void aStudyThatIsContinuedInTheMiddleOfACurveProposesTheSame(String method, int endedBefore, int slots) {
        List<TrialConfig> undisturbed = new ArrayList<>();
        try (OutputFolder folder = folder("undisturbed")) {
            Study study = study(BOOSTING, method, journal(folder));
            study.run(new StepExecutor(slots, noting(undisturbed)));
        }
        try (OutputFolder folder = folder("continued")) {
            Study first = study(BOOSTING, method, journal(folder));
            AtomicInteger ended = new AtomicInteger();
            assertThat(first.run(new StepExecutor(slots, config -> {
                        if (ended.incrementAndGet() == endedBefore) {
                            first.interrupt();
                        }
                        return outcome(config);
                    })))
                    .isEqualTo(StudyEnd.INTERRUPTED);
            List<TrialConfig> again = new ArrayList<>();

            Study second = study(BOOSTING, method, journal(folder));
            assertThat(second.run(new StepExecutor(slots, noting(again)))).isEqualTo(StudyEnd.COMPLETED);

            assertThat(again).isEqualTo(undisturbed.subList(endedBefore, undisturbed.size()));
        }
    }

    @Test
    void pointsThatAJournalHasLostFollowFromOneThatItHas() {
        List<TrialConfig> undisturbed = new ArrayList<>();
        Study study = run(BOOSTING, "tpe", noting(undisturbed));
        List<TrialConfig> again = new ArrayList<>();

        study(BOOSTING, "tpe", new LostEntries(outcome(study.trial(5)))).run(new StepExecutor(1, noting(again)));

        assertThat(again).hasSize(TRAININGS * POINTS - 1);
        assertThat(again.subList(0, POINTS - 1))
                .isEqualTo(undisturbed.stream()
                        .filter(trial -> trial.number() < POINTS && trial.number() != 5)
                        .toList());
    }

    @Test
    void aTrainingThatFailsFailsItsPointsAndCountsAsOneFailure() {
        Study study = run(
                BOOSTING,
                "gp",
                config -> rate(config) > 0.5
                        ? new Failed(config, FailureCategory.TRAINING_FAILED, "diverged", 1)
                        : outcome(config));

        assertThat(study.leaderboard().failed()).isPositive().matches(failed -> failed % POINTS == 0);
        assertThat(study.leaderboard().succeeded() + study.leaderboard().failed())
                .isEqualTo(TRAININGS * POINTS);
    }

    @Test
    void configsThatAreKnownToBeGoodAreTrialsAloneBeforeTheCurves() {
        Config good = new Config("Boosting", Map.of("maxIter", value(33), "rate", value(0.31)));
        Sampler sampler = KnownFirst.before(sampler(BOOSTING, "gp", TRAININGS), List.of(good), 3);
        List<TrialConfig> undisturbed = new ArrayList<>();
        study(sampler, TrialJournal.none()).run(new StepExecutor(1, noting(undisturbed)));

        assertThat(undisturbed).hasSize(1 + (TRAININGS - 1) * POINTS);
        assertThat(undisturbed.get(0).params()).isEqualTo(good.params());
        assertThat(undisturbed.get(1).number()).isEqualTo(POINTS);
        assertThat(steps(undisturbed.get(POINTS))).isEqualTo(100);
        try (OutputFolder folder = folder("known")) {
            Study first = study(sampler, journal(folder));
            first.run(new StepExecutor(1, config -> {
                first.interrupt();
                return outcome(config);
            }));
            List<TrialConfig> again = new ArrayList<>();
            study(sampler, journal(folder)).run(new StepExecutor(1, noting(again)));
            assertThat(again).isEqualTo(undisturbed.subList(1, undisturbed.size()));
        }
    }

    @Test
    void aFinishedStudyIsContinuedWhenItsTrialsAreRaised() {
        try (OutputFolder folder = folder("out")) {
            study(BOOSTING, "tpe", journal(folder)).run(new StepExecutor(1, CurveStudyTest::outcome));
            List<TrialConfig> more = new ArrayList<>();

            Study raised = study(sampler(BOOSTING, "tpe", TRAININGS + 2), journal(folder));

            assertThat(raised.run(new StepExecutor(1, noting(more)))).isEqualTo(StudyEnd.COMPLETED);
            assertThat(more).hasSize(2 * POINTS);
            assertThat(more.get(0).number()).isEqualTo(TRAININGS * POINTS);
        }
    }

    private static Function<TrialConfig, TrialOutcome> noting(List<TrialConfig> trials) {
        return config -> {
            trials.add(config);
            return outcome(config);
        };
    }

    private static int points(TrialConfig trial) {
        if (trial.learner().equals("Boosting")) {
            return 3;
        }
        return trial.params().containsKey("epochs") ? 2 : 1;
    }

    private static TrialOutcome outcome(TrialConfig config) {
        double distance = steps(config) / BEST_STEPS - 1;
        double loss = distance * distance + (rate(config) - 0.3) * (rate(config) - 0.3);
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of(METRIC, loss), 1, 1)), 1);
    }

    private static double steps(TrialConfig config) {
        ParameterValue steps = config.params().get("maxIter");
        return steps == null ? BEST_STEPS : ((Whole) steps).value();
    }

    private static double rate(TrialConfig config) {
        return ((Real) Objects.requireNonNull(config.params().get("rate"))).value();
    }

    private static Study run(SearchSpace space, String method, Function<TrialConfig, TrialOutcome> trial) {
        Study study = study(space, method, TrialJournal.none());
        assertThat(study.run(new StepExecutor(1, trial))).isEqualTo(StudyEnd.COMPLETED);
        return study;
    }

    private static Sampler sampler(SearchSpace space, String method, long trials) {
        SamplerSettings settings = new SamplerSettings(space, OBJECTIVE, trials, 3);
        return CurveMode.ALWAYS.sampler(
                SearchMethods.create(method, settings), method, settings, trial -> Set.of("maxIter", "epochs"));
    }

    private static Study study(SearchSpace space, String method, TrialJournal journal) {
        return study(sampler(space, method, TRAININGS), journal);
    }

    private static Study study(Sampler sampler, TrialJournal journal) {
        return new Study(
                sampler, OBJECTIVE, List.of(METRIC), journal, StoppingRule.never(), List.of(), Clock.systemUTC());
    }

    private static StudyJournal journal(OutputFolder folder) {
        return StudyJournal.open(folder, new StudyIdentity("s", "d", "f", OBJECTIVE), Clock.systemUTC());
    }

    private OutputFolder folder(String name) {
        return OutputFolder.at(temporary.resolve(name).toString(), new Configuration());
    }

    /** A journal of which one outcome is left. */
    private record LostEntries(TrialOutcome left) implements TrialJournal {
        @Override
        public List<TrialOutcome> earlier() {
            return List.of();
        }

        @Override
        public void replay(Consumer<TrialOutcome> outcomes, Consumer<TrialConfig> proposals) {
            outcomes.accept(left);
        }

        @Override
        public void append(TrialOutcome outcome) {}

        @Override
        public void propose(TrialConfig config) {}

        @Override
        public void flushIfDue() {}

        @Override
        public void flush() {}
    }
}
