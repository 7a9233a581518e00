package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every sampler that is found by name keeps to, whatever it has seen. A test of a sampler extends it and says the name; a
 * sampler that does not take every space says which ones it takes. Public, with a public constructor, since another process makes
 * one too.
 */
public abstract class SamplerContract {
    /** Numbers only, one learner, no conditions. */
    protected static final SearchSpace NUMBERS = space(
            learner("A", uniform("x", 0, 1), logUniform("y", 1e-3, 1), integers("n", 1, 8), logIntegers("m", 1, 64)));

    /** Two learners, one of which has params that depend on another. */
    protected static final SearchSpace CONDITIONAL = space(
            learner(
                    "A",
                    choice("kernel", "a", "b", "c"),
                    uniform("x", 0, 1),
                    new RealRange("gamma", when("kernel", "b"), 1e-3, 1, Scale.LOG),
                    new Choice("degree", when("kernel", "c"), values(2, 3, 4))),
            learner("B", choice("list", 0.1, 0.2, 0.4, 0.8), choice("flag", true, false), integers("n", 1, 8)));

    /** The 16 configurations of numbers only. */
    protected static final SearchSpace FINITE_NUMBERS =
            space(learner("A", choice("x", 1, 2, 4, 8), integers("n", 1, 4), choice("fixed", 7)));

    /** 12 configurations of two learners. */
    protected static final SearchSpace FINITE = space(
            learner("A", choice("kernel", "a", "b"), new Choice("degree", when("kernel", "b"), values(2, 3, 4))),
            learner("B", choice("x", 1, 2, 4, 8), choice("flag", true, false)));

    private static final SearchSpace POINT = space(learner("A", choice("x", 7)));

    /** The sampler's name, by which its factory is found. */
    protected abstract String name();

    /** A space without end that it takes; {@link #CONDITIONAL} unless it does not take conditions. */
    protected SearchSpace general() {
        return CONDITIONAL;
    }

    /** A finite space that it takes. */
    protected SearchSpace finite() {
        return FINITE;
    }

    /** Number of configurations of {@link #finite}. */
    protected int finiteSize() {
        return 12;
    }

    /** Whether it learns from scores, so that it is to beat random draws. */
    protected boolean learns() {
        return true;
    }

    @Test
    void theSameSeedAndHistoryGiveTheSameProposals() {
        List<TrialConfig> trials = search(general(), 1, SimulatedSearch::bowl).until(16);

        assertThat(search(general(), 1, SimulatedSearch::bowl).until(16)).isEqualTo(trials);
        assertThat(new SimulatedSearch(sampler(general(), 8), 1, SimulatedSearch::bowl).until(16))
                .isNotEqualTo(trials);
    }

    @Test
    void trialsHaveTheirNumberAndTheSeedThatFollowsFromIt() {
        List<TrialConfig> trials = search(general(), 1, SimulatedSearch::bowl).until(16);

        assertThat(LongStream.range(0, 16)).allSatisfy(number -> {
            assertThat(trials.get((int) (long) number).number()).isEqualTo(number);
            assertThat(trials.get((int) (long) number).seed()).isEqualTo(Seeds.ofTrial(7, number));
        });
    }

    @Test
    void anotherProcessProposesTheSame() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Proposals.class.getName(),
                        getClass().getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(proposals());
        assertThat(process.waitFor()).isZero();
    }

    private List<String> proposals() {
        return search(general(), 4, SimulatedSearch::bowl).until(16).stream()
                .map(TrialConfig::toString)
                .toList();
    }

    /** Prints the proposals of the contract whose class its argument names. */
    public static final class Proposals {
        private Proposals() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            SamplerContract contract = (SamplerContract)
                    Class.forName(args[0]).getDeclaredConstructor().newInstance();
            contract.proposals().forEach(System.out::println);
        }
    }

    @Test
    void anotherInstanceContinuesASearchAsTheFirstWouldHave() {
        SimulatedSearch undisturbed = search(general(), 4, SimulatedSearch::bowl);
        undisturbed.until(17);
        SimulatedSearch continued = undisturbed.continuedBy(sampler(general(), 7));

        assertThat(continued.until(24)).isEqualTo(undisturbed.until(24));
    }

    @Test
    void aProposalLeavesTheSamplerAsItWas() {
        SimulatedSearch early = search(general(), 1, SimulatedSearch::bowl);
        early.until(14);
        History first = early.history();
        early.until(22);
        History second = early.history();
        Sampler sampler = sampler(general(), 7);
        TrialConfig proposal = sampler.propose(14, first);
        TrialConfig later = sampler.propose(22, second);

        assertThat(sampler.propose(14, first)).isEqualTo(proposal);
        assertThat(sampler.propose(22, second)).isEqualTo(later);
    }

    @Test
    void proposalsAreOfTheSpaceAndSetWhatItsConditionsAskFor() {
        SpaceEncoding encoding = new SpaceEncoding(general());

        assertThat(search(general(), 3, SimulatedSearch::bowl).until(24))
                .allSatisfy(trial -> assertThat(encoding.encode(trial)).isPresent());
    }

    @Test
    void eightTrialsThatRunAreNotProposedAgain() {
        assertDistinct(search(general(), 8, SimulatedSearch::bowl).until(24));
    }

    @Test
    void aFiniteSpaceIsTriedWholeAndNothingTwice() {
        int size = finiteSize();
        Sampler sampler = sampler(finite(), 7);

        assertThat(sampler.trials()).isEqualTo(size);
        assertThat(sampler.distinct()).hasValue(size);
        List<TrialConfig> trials = new SimulatedSearch(sampler, 3, SimulatedSearch::bowl).until(size);
        assertThat(trials).hasSize(size);
        assertDistinct(trials);
    }

    @Test
    void aSpaceOfOnePointHasOneTrial() {
        Sampler sampler = sampler(POINT, 7);

        assertThat(sampler.trials()).isEqualTo(1);
        assertThat(sampler.propose(0, History.none()).params()).isEqualTo(Map.of("x", value(7)));
    }

    @Test
    void noOutcomeIsTooOdd() {
        Map<String, Function<TrialConfig, TrialOutcome>> outcomes = new LinkedHashMap<>();
        outcomes.put("constant", trial -> SimulatedSearch.scored(trial, 1));
        outcomes.put("ties", trial -> SimulatedSearch.scored(trial, trial.number() % 2));
        outcomes.put("all failed", SimulatedSearch::failed);
        outcomes.put(
                "some failed",
                trial -> trial.number() % 3 == 0 ? SimulatedSearch.failed(trial) : SimulatedSearch.bowl(trial));
        outcomes.put("not a number", SamplerContract::undefined);
        outcomes.put("huge", trial -> SimulatedSearch.scored(trial, trial.number() % 2 == 0 ? 1e300 : -1e300));
        outcomes.put("tiny", trial -> SimulatedSearch.scored(trial, 1e-300 * trial.number()));
        SpaceEncoding encoding = new SpaceEncoding(general());

        outcomes.forEach((kind, outcome) -> {
            List<TrialConfig> trials = search(general(), 2, outcome).until(13);
            assertThat(trials)
                    .as(kind)
                    .hasSize(13)
                    .allSatisfy(trial -> assertThat(encoding.encode(trial)).isPresent());
            assertDistinct(trials);
        });
    }

    @Test
    void aHistoryMayHoldTheSameConfigManyTimes() {
        TrialConfig config = sampler(general(), 7).propose(0, History.none());
        List<TrialOutcome> ended = IntStream.range(0, 14)
                .mapToObj(number -> SimulatedSearch.scored(
                        new TrialConfig(number, config.learner(), config.params(), number), number % 3))
                .toList();

        TrialConfig next = sampler(general(), 7).propose(14, new History(ended, List.of()));

        assertThat(new SpaceEncoding(general()).encode(next)).isPresent();
        assertThat(next.params()).isNotEqualTo(config.params());
    }

    @Test
    void aLossIsTheNegativeOfAGain() {
        assumeThat(learns()).isTrue();
        List<TrialConfig> losses = search(general(), 1, SimulatedSearch::bowl).until(16);
        Sampler maximizing = Samplers.create(
                name(),
                new SamplerSettings(general(), new Objective(SimulatedSearch.METRIC, Direction.MAXIMIZE), 1000, 7));

        assertThat(new SimulatedSearch(
                                maximizing, 1, trial -> SimulatedSearch.scored(trial, -SimulatedSearch.distance(trial)))
                        .until(16))
                .isEqualTo(losses);
    }

    @Test
    void learnsFromScores() {
        assumeThat(learns()).isTrue();
        double[] ours = bestOfSeeds(name());
        double[] random = bestOfSeeds("random");

        assertThat(median(ours)).isLessThan(median(random));
    }

    @Test
    void learnsFromAnEarlierRun() {
        assumeThat(learns()).isTrue();
        List<TrialOutcome> earlier = earlier();
        double[] warm = Stream.of(1L, 2L, 3L)
                .mapToDouble(seed -> best(warm(seed, earlier).until(8)))
                .toArray();
        double[] cold = Stream.of(1L, 2L, 3L)
                .mapToDouble(
                        seed -> best(new SimulatedSearch(sampler(general(), seed), 1, SimulatedSearch::bowl).until(8)))
                .toArray();

        assertThat(median(warm)).isLessThan(median(cold));
    }

    @Test
    void anotherInstanceContinuesASearchAfterAnEarlierRun() {
        List<TrialOutcome> earlier = earlier();
        SimulatedSearch undisturbed = warm(7, earlier);
        undisturbed.until(9);
        SimulatedSearch continued = undisturbed.continuedBy(sampler(general(), 7));

        assertThat(continued.until(14)).isEqualTo(undisturbed.until(14));
    }

    @Test
    void aConfigOfAnEarlierRunMayBeProposedAgain() {
        int size = finiteSize();
        List<TrialOutcome> whole = new SimulatedSearch(sampler(finite(), 3), 1, SimulatedSearch::bowl)
                .until(size).stream().map(SimulatedSearch::bowl).toList();

        List<TrialConfig> again = new SimulatedSearch(sampler(finite(), 7), 3, SimulatedSearch::bowl)
                .after(whole)
                .until(size);

        assertThat(again).hasSize(size);
        assertDistinct(again);
    }

    /** Outcomes of another seed, one of them failed, on a level of their own. */
    private List<TrialOutcome> earlier() {
        return new SimulatedSearch(sampler(general(), 99), 1, SimulatedSearch::bowl)
                .until(30).stream()
                        .map(trial -> trial.number() == 4
                                ? SimulatedSearch.failed(trial)
                                : SimulatedSearch.scored(trial, SimulatedSearch.distance(trial) + 0.2))
                        .toList();
    }

    private SimulatedSearch warm(long seed, List<TrialOutcome> earlier) {
        return new SimulatedSearch(sampler(general(), seed), 1, SimulatedSearch::bowl).after(earlier);
    }

    private static double best(List<TrialConfig> trials) {
        return trials.stream().mapToDouble(SimulatedSearch::distance).min().orElseThrow();
    }

    private Sampler sampler(SearchSpace space, long seed) {
        return sampler(name(), space, seed);
    }

    private static Sampler sampler(String name, SearchSpace space, long seed) {
        return Samplers.create(
                name,
                new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), 1000, seed));
    }

    private SimulatedSearch search(SearchSpace space, int running, Function<TrialConfig, TrialOutcome> outcome) {
        return new SimulatedSearch(sampler(space, 7), running, outcome);
    }

    private static void assertDistinct(List<TrialConfig> trials) {
        assertThat(trials.stream()
                        .map(trial -> List.of(trial.learner(), trial.params()))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(trials);
    }

    /** The objective is undefined, though another metric is not. */
    private static TrialOutcome undefined(TrialConfig config) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("other", 1.0);
        metrics.put(SimulatedSearch.METRIC, Double.NaN);
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, metrics, 1, 1)), 2);
    }

    private double[] bestOfSeeds(String name) {
        return Stream.of(1L, 2L, 3L)
                .mapToDouble(seed ->
                        best(new SimulatedSearch(sampler(name, general(), seed), 1, SimulatedSearch::bowl).until(30)))
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
