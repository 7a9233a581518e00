package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSamplerTest extends DrawingSamplerContract {
    private static final int DRAWS = 10_000;

    @Override
    NumberedSampler sampler(long seed) {
        return new RandomSampler(SPACE, 64, seed);
    }

    @Test
    void aDimensionMoreLeavesTheDrawsOfTheOthersAsTheyWere() {
        List<TrialConfig> few = trials(new RandomSampler(
                space(learner("A", uniform("x", 0, 1), integers("n", 1, 100)), learner("B", uniform("y", 0, 1))),
                50,
                7));
        List<TrialConfig> more = trials(new RandomSampler(
                space(
                        learner("A", choice("c", 1, 2, 3), integers("n", 1, 100), uniform("x", 0, 1)),
                        learner("B", uniform("x", 0, 1), uniform("y", 0, 1))),
                50,
                7));

        assertThat(few).filteredOn(trial -> trial.learner().equals("A")).hasSizeBetween(10, 40);
        for (TrialConfig trial : few) {
            TrialConfig same = more.get((int) trial.number());
            assertThat(same.learner()).isEqualTo(trial.learner());
            assertThat(same.params()).containsAllEntriesOf(trial.params());
        }
    }

    @Test
    void moreTrialsBeginWithTheSameOnes() {
        SearchSpace space = space(learner("A", uniform("x", 0, 1)));

        assertThat(trials(new RandomSampler(space, 30, 7)).subList(0, 20))
                .isEqualTo(trials(new RandomSampler(space, 20, 7)));
    }

    @Test
    void anotherSeedDrawsOtherValues() {
        SearchSpace space = space(learner("A", uniform("x", 0, 1)));

        assertThat(Collections.disjoint(new HashSet<>(draws(space, "x", 1)), draws(space, "x", 2)))
                .isTrue();
    }

    @Test
    void drawsAreUniformAndOfOneDimensionIndependentOfAnothers() {
        SearchSpace space = space(learner("A", uniform("x", 0, 1), uniform("y", 0, 1)));
        double[] first = doubles(draws(space, "x", 42));
        double[] second = doubles(draws(space, "y", 42));

        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), first))
                .as("p-value")
                .isGreaterThan(0.01);
        assertThat(new PearsonsCorrelation().correlation(first, second)).isCloseTo(0, offset(0.03));
        assertThat(new PearsonsCorrelation().correlation(first, doubles(draws(space, "x", 43))))
                .isCloseTo(0, offset(0.03));
    }

    @Test
    void learnersAreEquallyLikely() {
        SearchSpace space = space(
                learner("A", uniform("x", 0, 1)), learner("B", uniform("x", 0, 1)), learner("C", uniform("x", 0, 1)));
        List<TrialConfig> trials = trials(new RandomSampler(space, 3000, 42));

        for (String learner : List.of("A", "B", "C")) {
            assertThat(trials)
                    .filteredOn(trial -> trial.learner().equals(learner))
                    .hasSizeBetween(900, 1100);
        }
    }

    /** A release that draws otherwise could not continue the studies of this one. */
    @Test
    void drawsOfASeedNeverChange() {
        SearchSpace space =
                space(learner("A", choice("c", "a", "b", "c"), logUniform("x", 1e-3, 1), integers("n", 1, 9)));

        assertThat(new RandomSampler(space, 10, 42).trial(3))
                .isEqualTo(new TrialConfig(
                        3,
                        "A",
                        Map.of("c", value("c"), "x", value(0.08322548798835934), "n", value(3)),
                        885919558081284366L));
    }

    /** Conditions, choices and ranges of two learners: 10 and 12 configurations. */
    @Test
    void everyConfigurationOfAFiniteSpaceIsDrawnOnce() {
        RandomSampler sampler = new RandomSampler(SPACE, 1000, 7);

        assertThat(sampler.distinct()).hasValue(22);
        assertThat(sampler.trials()).isEqualTo(22);
        assertThat(configurations(sampler)).hasSize(22).isEqualTo(configurations(new GridSampler(SPACE, 7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 21, 22})
    void fewerTrialsOfAFiniteSpaceAreTheFirstOnes(int trials) {
        assertThat(trials(new RandomSampler(SPACE, trials, 7)))
                .isEqualTo(trials(new RandomSampler(SPACE, 22, 7)).subList(0, trials));
    }

    @Test
    void trialsOfAFiniteSpaceMayBeAskedForInAnyOrder() {
        List<TrialConfig> expected = trials(new RandomSampler(SPACE, 22, 7));
        RandomSampler sampler = new RandomSampler(SPACE, 22, 7);

        for (int number = 21; number >= 0; number--) {
            assertThat(sampler.trial(number)).isEqualTo(expected.get(number));
        }
    }

    @Test
    void aLogRangeOfWholeNumbersIsDrawnOutWithSmallOnesFirst() {
        SearchSpace space = space(learner("A", logIntegers("n", 1, 1000)));
        List<Long> drawn = trials(new RandomSampler(space, 1000, 7)).stream()
                .map(trial -> ((Whole) Objects.requireNonNull(trial.params().get("n"))).value())
                .toList();

        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(drawn.subList(0, 100)).filteredOn(value -> value <= 100).hasSizeBetween(40, 75);
    }

    /** Linear kernels have three configurations, others any number; a third learner has one. */
    @Test
    void whatIsExhaustedLeavesTheTrialsToTheRest() {
        SearchSpace space = space(
                learner(
                        "Svc",
                        choice("kernel", "linear", "rbf"),
                        choice("C", 1, 2, 3),
                        new RealRange("gamma", when("kernel", "rbf"), 0, 1, Scale.LINEAR)),
                learner("Bayes"));
        RandomSampler sampler = new RandomSampler(space, 200, 7);

        assertThat(sampler.distinct()).isEmpty();
        assertThat(configurations(sampler)).hasSize(200);
        assertThat(trials(sampler))
                .filteredOn(trial -> !trial.params().containsKey("gamma"))
                .hasSize(4);
    }

    @Test
    void aHugeFiniteSpaceIsDrawnWithoutListingIt() {
        SearchSpace space = space(learner("A", integers("n", 1, 1_000_000), integers("m", 1, 1_000_000)));
        RandomSampler sampler = new RandomSampler(space, 20_000, 7);

        assertThat(sampler.distinct()).hasValue(1_000_000_000_000L);
        assertThat(configurations(sampler)).hasSize(20_000);
    }

    @Test
    void aSkewedSpaceOfManyIsExhaustedToo() {
        SearchSpace space = space(learner("A", integers("n", 1, 300), logIntegers("m", 1, 300)));

        assertThat(configurations(new RandomSampler(space, 1L << 40, 7))).hasSize(90_000);
    }

    @Test
    void rangesOfRealsAreDrawnAtAnyNumberAtOnce() {
        SearchSpace space = space(learner("A", uniform("x", 0, 1)));

        assertThat(new RandomSampler(space, Long.MAX_VALUE, 7).trial(1L << 60).params())
                .containsKey("x");
    }

    private static Set<List<Object>> configurations(NumberedSampler sampler) {
        return trials(sampler).stream()
                .map(trial -> List.<Object>of(trial.learner(), trial.params()))
                .collect(Collectors.toSet());
    }

    @Test
    void atLeastOneTrialIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomSampler(SPACE, 0, 1))
                .withMessage("Trials must be at least 1 (trials: 0)");
    }

    private static List<Double> draws(SearchSpace space, String param, long seed) {
        return trials(new RandomSampler(space, DRAWS, seed)).stream()
                .map(trial -> ((Real) Objects.requireNonNull(trial.params().get(param))).value())
                .toList();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
