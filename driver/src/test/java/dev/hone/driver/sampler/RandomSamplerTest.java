package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.TrialConfig;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class RandomSamplerTest extends DrawingSamplerContract {
    private static final int DRAWS = 10_000;

    @Override
    Sampler sampler(long seed) {
        return new RandomSampler(SPACE, 64, seed);
    }

    @Test
    void aDimensionMoreLeavesTheDrawsOfTheOthersAsTheyWere() {
        List<TrialConfig> few = trials(new RandomSampler(
                space(learner("A", uniform("x", 0, 1), integers("n", 1, 100)), learner("B")), 50, 7));
        List<TrialConfig> more = trials(new RandomSampler(
                space(
                        learner("A", choice("c", 1, 2, 3), integers("n", 1, 100), uniform("x", 0, 1)),
                        learner("B", uniform("x", 0, 1))),
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
        SearchSpace space = space(learner("A"), learner("B"), learner("C"));
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
