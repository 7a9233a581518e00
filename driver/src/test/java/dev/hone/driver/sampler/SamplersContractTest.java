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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler that is found by name keeps to, whatever it has seen. */
class SamplersContractTest {
    static final SearchSpace NUMBERS = space(
            learner("A", uniform("x", 0, 1), logUniform("y", 1e-3, 1), integers("n", 1, 8), logIntegers("m", 1, 64)));
    static final SearchSpace CONDITIONAL = space(
            learner(
                    "A",
                    choice("kernel", "a", "b", "c"),
                    uniform("x", 0, 1),
                    new RealRange("gamma", when("kernel", "b"), 1e-3, 1, Scale.LOG),
                    new Choice("degree", when("kernel", "c"), values(2, 3, 4))),
            learner("B", choice("list", 0.1, 0.2, 0.4, 0.8), choice("flag", true, false), integers("n", 1, 8)));
    private static final SearchSpace FINITE_NUMBERS =
            space(learner("A", choice("x", 1, 2, 4, 8), integers("n", 1, 4), choice("fixed", 7)));
    private static final SearchSpace FINITE = space(
            learner("A", choice("kernel", "a", "b"), new Choice("degree", when("kernel", "b"), values(2, 3, 4))),
            learner("B", choice("x", 1, 2, 4, 8), choice("flag", true, false)));
    private static final SearchSpace POINT = space(learner("A", choice("x", 7)));

    /** Numbers only, one learner, no conditions. */
    private static final String NUMBERS_ONLY = "cma-es";

    private static final Set<String> BLIND = Set.of("random", "sobol");

    static List<String> names() {
        return Samplers.names();
    }

    static List<String> learning() {
        return names().stream().filter(name -> !BLIND.contains(name)).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameSeedAndHistoryGiveTheSameProposals(String name) {
        List<TrialConfig> trials =
                search(name, general(name), 1, SimulatedSearch::bowl).until(16);

        assertThat(search(name, general(name), 1, SimulatedSearch::bowl).until(16))
                .isEqualTo(trials);
        assertThat(new SimulatedSearch(sampler(name, general(name), 8), 1, SimulatedSearch::bowl).until(16))
                .isNotEqualTo(trials);
    }

    @ParameterizedTest
    @MethodSource("names")
    void trialsHaveTheirNumberAndTheSeedThatFollowsFromIt(String name) {
        List<TrialConfig> trials =
                search(name, general(name), 1, SimulatedSearch::bowl).until(16);

        assertThat(LongStream.range(0, 16)).allSatisfy(number -> {
            assertThat(trials.get((int) (long) number).number()).isEqualTo(number);
            assertThat(trials.get((int) (long) number).seed()).isEqualTo(Seeds.ofTrial(7, number));
        });
    }

    @Test
    void anotherProcessProposesTheSame() throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Proposals.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(Proposals.lines());
    }

    /** Prints proposals of every sampler. */
    public static final class Proposals {
        private Proposals() {}

        public static void main(String[] args) {
            lines().forEach(System.out::println);
        }

        static List<String> lines() {
            return names().stream()
                    .map(name -> name
                            + search(name, general(name), 4, SimulatedSearch::bowl)
                                    .until(16))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void anotherInstanceContinuesASearchAsTheFirstWouldHave(String name) {
        SimulatedSearch undisturbed = search(name, general(name), 4, SimulatedSearch::bowl);
        undisturbed.until(17);
        SimulatedSearch continued = undisturbed.continuedBy(sampler(name, general(name), 7));

        assertThat(continued.until(24)).isEqualTo(undisturbed.until(24));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aProposalLeavesTheSamplerAsItWas(String name) {
        SimulatedSearch early = search(name, general(name), 1, SimulatedSearch::bowl);
        early.until(14);
        History first = early.history();
        early.until(22);
        History second = early.history();
        Sampler sampler = sampler(name, general(name), 7);
        TrialConfig proposal = sampler.propose(14, first);
        TrialConfig later = sampler.propose(22, second);

        assertThat(sampler.propose(14, first)).isEqualTo(proposal);
        assertThat(sampler.propose(22, second)).isEqualTo(later);
    }

    @ParameterizedTest
    @MethodSource("names")
    void proposalsAreOfTheSpaceAndSetWhatItsConditionsAskFor(String name) {
        SpaceEncoding encoding = new SpaceEncoding(general(name));

        assertThat(search(name, general(name), 3, SimulatedSearch::bowl).until(24))
                .allSatisfy(trial -> assertThat(encoding.encode(trial)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("names")
    void eightTrialsThatRunAreNotProposedAgain(String name) {
        assertDistinct(search(name, general(name), 8, SimulatedSearch::bowl).until(24));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFiniteSpaceIsTriedWholeAndNothingTwice(String name) {
        SearchSpace finite = name.equals(NUMBERS_ONLY) ? FINITE_NUMBERS : FINITE;
        int size = name.equals(NUMBERS_ONLY) ? 16 : 12;
        Sampler sampler = sampler(name, finite, 7);

        assertThat(sampler.trials()).isEqualTo(size);
        assertThat(sampler.distinct()).hasValue(size);
        List<TrialConfig> trials = new SimulatedSearch(sampler, 3, SimulatedSearch::bowl).until(size);
        assertThat(trials).hasSize(size);
        assertDistinct(trials);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSpaceOfOnePointHasOneTrial(String name) {
        Sampler sampler = sampler(name, POINT, 7);

        assertThat(sampler.trials()).isEqualTo(1);
        assertThat(sampler.propose(0, History.none()).params()).isEqualTo(Map.of("x", value(7)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void noOutcomeIsTooOdd(String name) {
        Map<String, Function<TrialConfig, TrialOutcome>> outcomes = new LinkedHashMap<>();
        outcomes.put("constant", trial -> SimulatedSearch.scored(trial, 1));
        outcomes.put("ties", trial -> SimulatedSearch.scored(trial, trial.number() % 2));
        outcomes.put("all failed", SimulatedSearch::failed);
        outcomes.put(
                "some failed",
                trial -> trial.number() % 3 == 0 ? SimulatedSearch.failed(trial) : SimulatedSearch.bowl(trial));
        outcomes.put("not a number", SamplersContractTest::undefined);
        outcomes.put("huge", trial -> SimulatedSearch.scored(trial, trial.number() % 2 == 0 ? 1e300 : -1e300));
        outcomes.put("tiny", trial -> SimulatedSearch.scored(trial, 1e-300 * trial.number()));
        SpaceEncoding encoding = new SpaceEncoding(general(name));

        outcomes.forEach((kind, outcome) -> {
            List<TrialConfig> trials = search(name, general(name), 2, outcome).until(13);
            assertThat(trials)
                    .as(kind)
                    .hasSize(13)
                    .allSatisfy(trial -> assertThat(encoding.encode(trial)).isPresent());
            assertDistinct(trials);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void aHistoryMayHoldTheSameConfigManyTimes(String name) {
        TrialConfig config = sampler(name, general(name), 7).propose(0, History.none());
        List<TrialOutcome> ended = IntStream.range(0, 14)
                .mapToObj(number -> SimulatedSearch.scored(
                        new TrialConfig(number, config.learner(), config.params(), number), number % 3))
                .toList();

        TrialConfig next = sampler(name, general(name), 7).propose(14, new History(ended, List.of()));

        assertThat(new SpaceEncoding(general(name)).encode(next)).isPresent();
        assertThat(next.params()).isNotEqualTo(config.params());
    }

    @ParameterizedTest
    @MethodSource("learning")
    void aLossIsTheNegativeOfAGain(String name) {
        List<TrialConfig> losses =
                search(name, general(name), 1, SimulatedSearch::bowl).until(16);
        Sampler maximizing = Samplers.create(
                name,
                new SamplerSettings(general(name), new Objective(SimulatedSearch.METRIC, Direction.MAXIMIZE), 1000, 7));

        assertThat(new SimulatedSearch(
                                maximizing, 1, trial -> SimulatedSearch.scored(trial, -SimulatedSearch.distance(trial)))
                        .until(16))
                .isEqualTo(losses);
    }

    @ParameterizedTest
    @MethodSource("learning")
    void learnsFromScores(String name) {
        double[] ours = bestOfSeeds(name, general(name));
        double[] random = bestOfSeeds("random", general(name));

        assertThat(median(ours)).isLessThan(median(random));
    }

    @ParameterizedTest
    @MethodSource("learning")
    void learnsFromAnEarlierRun(String name) {
        List<TrialOutcome> earlier = earlier(name);
        double[] warm = Stream.of(1L, 2L, 3L)
                .mapToDouble(seed -> best(warm(name, seed, earlier).until(8)))
                .toArray();
        double[] cold = Stream.of(1L, 2L, 3L)
                .mapToDouble(seed -> best(
                        new SimulatedSearch(sampler(name, general(name), seed), 1, SimulatedSearch::bowl).until(8)))
                .toArray();

        assertThat(median(warm)).isLessThan(median(cold));
    }

    @ParameterizedTest
    @MethodSource("learning")
    void anotherInstanceContinuesASearchAfterAnEarlierRun(String name) {
        List<TrialOutcome> earlier = earlier(name);
        SimulatedSearch undisturbed = warm(name, 7, earlier);
        undisturbed.until(9);
        SimulatedSearch continued = undisturbed.continuedBy(sampler(name, general(name), 7));

        assertThat(continued.until(14)).isEqualTo(undisturbed.until(14));
    }

    @ParameterizedTest
    @MethodSource("learning")
    void aConfigOfAnEarlierRunMayBeProposedAgain(String name) {
        SearchSpace finite = name.equals(NUMBERS_ONLY) ? FINITE_NUMBERS : FINITE;
        int size = name.equals(NUMBERS_ONLY) ? 16 : 12;
        List<TrialOutcome> whole = new SimulatedSearch(sampler(name, finite, 3), 1, SimulatedSearch::bowl)
                .until(size).stream().map(SimulatedSearch::bowl).toList();

        List<TrialConfig> again = new SimulatedSearch(sampler(name, finite, 7), 3, SimulatedSearch::bowl)
                .after(whole)
                .until(size);

        assertThat(again).hasSize(size);
        assertDistinct(again);
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler("tpee", NUMBERS, 7))
                .withMessageStartingWith("Sampler must be one of auto, cma-es, ")
                .withMessageEndingWith(" (sampler: tpee); did you mean 'tpe'?");
    }

    /** Outcomes of another seed, one of them failed, on a level of their own. */
    private static List<TrialOutcome> earlier(String name) {
        return new SimulatedSearch(sampler(name, general(name), 99), 1, SimulatedSearch::bowl)
                .until(30).stream()
                        .map(trial -> trial.number() == 4
                                ? SimulatedSearch.failed(trial)
                                : SimulatedSearch.scored(trial, SimulatedSearch.distance(trial) + 0.2))
                        .toList();
    }

    private static SimulatedSearch warm(String name, long seed, List<TrialOutcome> earlier) {
        return new SimulatedSearch(sampler(name, general(name), seed), 1, SimulatedSearch::bowl).after(earlier);
    }

    private static double best(List<TrialConfig> trials) {
        return trials.stream().mapToDouble(SimulatedSearch::distance).min().orElseThrow();
    }

    private static SearchSpace general(String name) {
        return name.equals(NUMBERS_ONLY) ? NUMBERS : CONDITIONAL;
    }

    private static Sampler sampler(String name, SearchSpace space, long seed) {
        return Samplers.create(
                name,
                new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), 1000, seed));
    }

    private static SimulatedSearch search(
            String name, SearchSpace space, int running, Function<TrialConfig, TrialOutcome> outcome) {
        return new SimulatedSearch(sampler(name, space, 7), running, outcome);
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

    private static double[] bestOfSeeds(String name, SearchSpace space) {
        return Stream.of(1L, 2L, 3L)
                .mapToDouble(seed -> new SimulatedSearch(sampler(name, space, seed), 1, SimulatedSearch::bowl)
                        .until(30).stream()
                                .mapToDouble(SimulatedSearch::distance)
                                .min()
                                .orElseThrow())
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
