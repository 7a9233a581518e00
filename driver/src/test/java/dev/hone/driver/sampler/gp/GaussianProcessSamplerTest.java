package dev.hone.driver.sampler.gp;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.sampler.SobolSampler;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessSamplerTest {
    private static final Objective LOSS = new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE);
    private static final SearchSpace SQUARE = space(learner("Branin", uniform("x", -5, 10), uniform("y", 0, 15)));
    private static final double BRANIN_MINIMUM = 0.397887;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void comesNearTheMinimumOfBraninWithinThirtyTrials(long seed) {
        assertThat(best(SQUARE, seed, 1, 30, GaussianProcessSamplerTest::branin))
                .isCloseTo(BRANIN_MINIMUM, within(0.02));
    }

    @Test
    void comesNearTheMinimumWithEightTrialsRunning() {
        assertThat(best(SQUARE, 1, 8, 45, GaussianProcessSamplerTest::branin)).isCloseTo(BRANIN_MINIMUM, within(0.1));
    }

    @Test
    void findsTheBestBranchAndItsBestWholeNumber() {
        SearchSpace branches = space(learner(
                "A",
                choice("branch", "flat", "steep"),
                new RealRange("level", when("branch", "flat"), 0, 1, Scale.LINEAR),
                new IntegerRange("rate", when("branch", "steep"), 1, 1000, Scale.LOG)));

        double best = best(branches, 3, 1, 30, trial -> {
            if (trial.params().get("rate") instanceof Whole rate) {
                return Math.abs(Math.log(rate.value() / 37.0));
            }
            return 0.5 + number(trial, "level");
        });

        assertThat(best).isZero();
    }

    @Test
    void aSmallTableIsSearchedForItsBestRow() {
        SearchSpace table = space(learner(
                "A",
                choice("x", 1, 2, 4, 8, 16, 32, 64, 128),
                choice("y", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
                choice("c", "a", "b", "d")));

        double best = best(
                table,
                1,
                1,
                30,
                trial -> Math.abs(Math.log(number(trial, "x") / 32))
                        + Math.abs(number(trial, "y") - 0.3)
                        + (value("d").equals(trial.params().get("c")) ? 0 : 0.7));

        assertThat(best).isCloseTo(0, within(1e-12));
    }

    @Test
    void theFirstTrialHasTheDefaultsOfSpark() {
        GaussianProcessSampler sampler = sampler(
                space(learner("LogisticRegression", logUniform("regParam", 1e-4, 1), choice("maxIter", 10, 50, 100))),
                1);

        // The default of regParam, 0, is not in the space.
        assertThat(sampler.propose(0, History.none()).params())
                .containsEntry("maxIter", value(100))
                .hasEntrySatisfying(
                        "regParam", value -> assertThat(((Real) value).value()).isCloseTo(1e-2, within(1e-9)));
    }

    @Test
    void trialsThatRunAreSobolPointsUntilThreeHaveAScore() {
        GaussianProcessSampler sampler = sampler(SQUARE, 1);
        SimulatedSearch search =
                new SimulatedSearch(sampler, 20, trial -> SimulatedSearch.scored(trial, branin(trial)));

        SobolSampler sobol = new SobolSampler(SQUARE, 100, 1);

        List<TrialConfig> trials = search.until(23);

        // The first of twenty ends when trial 20 is proposed, the third when trial 22 is.
        assertThat(trials.subList(1, 22))
                .isEqualTo(LongStream.range(1, 22).mapToObj(sobol::trial).toList());
        assertThat(trials.get(22)).isNotEqualTo(sobol.trial(22));
    }

    @Test
    void regionsWhereTrialsFailAreLeft() {
        GaussianProcessSampler sampler = sampler(SQUARE, 1);
        List<TrialConfig> trials = new SimulatedSearch(
                        sampler,
                        1,
                        trial -> number(trial, "x") > 2.5
                                ? SimulatedSearch.failed(trial)
                                : SimulatedSearch.scored(trial, branin(trial)))
                .until(30);

        assertThat(trials.subList(15, 30))
                .filteredOn(trial -> number(trial, "x") > 2.5)
                .hasSizeLessThan(5);
    }

    @Test
    void underNoiseTheBestMeanIsRecommendedNotTheLuckiestScore() {
        GaussianProcessSampler sampler = sampler(space(learner("A", uniform("x", 0, 1))), 1);
        Random random = new Random(8);
        List<TrialOutcome> ended = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            double x = (number + 0.5) / 40;
            double luck = number == 36 ? -1.2 : 0.1 * random.nextGaussian();
            TrialConfig config = new TrialConfig(number, "A", Map.of("x", value(x)), 0);
            ended.add(SimulatedSearch.scored(config, 4 * (x - 0.4) * (x - 0.4) + luck));
        }

        assertThat(sampler.recommended(new History(ended, List.of())).orElseThrow())
                .isBetween(10L, 21L);
        assertThat(sampler.recommended(new History(ended.subList(0, 2), List.of())))
                .isEmpty();
    }

    @Test
    void theNoiseOfFoldsIsWhatTheyDoNotShare() {
        List<TrialOutcome> shared = outcomes(0, 50);
        List<TrialOutcome> noisy = outcomes(0.1, 50);

        assertThat(noise(shared).orElseThrow()).isCloseTo(0, within(1e-20));
        // Of the mean of four folds.
        assertThat(noise(noisy).orElseThrow()).isCloseTo(0.01 / 4, within(0.001));
        assertThat(noise(outcomes(0.1, 2))).isEmpty();
    }

    private static OptionalDouble noise(List<TrialOutcome> ended) {
        SpaceEncoding encoding = new SpaceEncoding(space(learner("A", integers("n", 0, 1000))));
        return Observations.of(new History(ended, List.of()), encoding, LOSS).noise(LOSS);
    }

    /** Folds that are harder and easier for all trials alike, and noise of each. */
    private static List<TrialOutcome> outcomes(double noise, int trials) {
        Random random = new Random(2);
        return IntStream.range(0, trials)
                .<TrialOutcome>mapToObj(number -> new Scored(
                        new TrialConfig(number, "A", Map.of("n", value(number)), 0),
                        Lane.FAST,
                        IntStream.range(0, 4)
                                .mapToObj(fold -> new FoldScore(
                                        fold,
                                        Map.of(
                                                SimulatedSearch.METRIC,
                                                number + 0.5 * fold + noise * random.nextGaussian()),
                                        1,
                                        1))
                                .toList(),
                        1))
                .toList();
    }

    @Test
    void ofManyObservationsTheBestHalfAndSomeOfTheRestAreModelled() {
        int[] ranked = LongStream.range(0, 1000).mapToInt(row -> (int) row).toArray();

        int[] part = Observations.part(ranked, 100);

        assertThat(part).hasSize(100).doesNotHaveDuplicates().isSorted().endsWith(981);
        assertThat(part[49]).isEqualTo(49);
        assertThat(part[50]).isEqualTo(50);
        assertThat(Observations.part(ranked, 1000)).isSameAs(ranked);
    }

    @Test
    void twoHundredTrialsTakeLessThan300MillisecondsOfOneCore() {
        SearchSpace wide = space(learner(
                "A",
                uniform("a", 0, 1),
                uniform("b", 0, 1),
                logUniform("c", 1e-3, 1),
                integers("d", 1, 50),
                choice("e", "a", "b", "c"),
                uniform("f", 0, 1)));
        RandomSampler random = new RandomSampler(wide, 1000, 3);
        History history = new History(
                LongStream.range(0, 200)
                        .mapToObj(random::trial)
                        .map(SimulatedSearch::bowl)
                        .toList(),
                LongStream.range(200, 208)
                        .mapToObj(number -> new History.Running(random.trial(number), List.of()))
                        .toList());
        GaussianProcessSampler sampler = sampler(wide, 1);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        sampler.propose(208, history);

        long start = threads.getCurrentThreadCpuTime();
        LongStream.range(209, 214).forEach(number -> sampler.propose(number, history));
        Duration each = Duration.ofNanos((threads.getCurrentThreadCpuTime() - start) / 5);

        assertThat(each).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void aConditionalCategoryMayHaveOneValueOnly() {
        SearchSpace branches = space(learner(
                "A",
                choice("branch", "a", "b"),
                new Choice("only", new Condition(Map.of("branch", values("b"))), values("z")),
                integers("n", 1, 5)));

        assertThat(best(branches, 1, 1, 10, trial -> number(trial, "n"))).isEqualTo(1);
    }

    private static double best(
            SearchSpace space, long seed, int running, int trials, ToDoubleFunction<TrialConfig> loss) {
        return new SimulatedSearch(
                        sampler(space, seed),
                        running,
                        trial -> SimulatedSearch.scored(trial, loss.applyAsDouble(trial)))
                .until(trials).stream().mapToDouble(loss).min().orElseThrow();
    }

    private static GaussianProcessSampler sampler(SearchSpace space, long seed) {
        return new GaussianProcessSampler(new SamplerSettings(space, LOSS, 100, seed));
    }

    private static double branin(TrialConfig trial) {
        double x = number(trial, "x");
        double valley = number(trial, "y") - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double number(TrialConfig trial, String name) {
        return Double.parseDouble(
                Objects.requireNonNull(trial.params().get(name), name).toString());
    }
}
