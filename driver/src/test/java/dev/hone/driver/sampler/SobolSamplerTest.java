package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolSamplerTest extends DrawingSamplerContract {
    private static final SearchSpace CUBE =
            space(learner("A", uniform("x", 0, 1), uniform("y", 0, 1), uniform("z", 0, 1), uniform("u", 0, 1)));

    @Override
    NumberedSampler sampler(long seed) {
        return new SobolSampler(SPACE, 64, seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64, 1024})
    void aPowerOfTwoOfPointsHitsEachStratumOfEachDimensionOnce(int points) {
        double[][] cube = points(new SobolSampler(CUBE, points, 5));

        for (int dimension = 0; dimension < 4; dimension++) {
            int each = dimension;
            assertThat(IntStream.range(0, points).map(point -> (int) (cube[point][each] * points)))
                    .as("strata of dimension %s", dimension)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, points).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pointsFillTheSpaceMoreEvenlyThanRandomOnes(long seed) {
        double sobol = discrepancy(points(new SobolSampler(CUBE, 256, seed)));
        double random = discrepancy(points(new RandomSampler(CUBE, 256, seed)));

        assertThat(sobol).isLessThan(random / 4);
    }

    @Test
    void learnersTakeTheirTurns() {
        List<TrialConfig> trials = trials(new SobolSampler(
                space(learner("A", uniform("x", 0, 1)), learner("B", uniform("x", 0, 1))), 64, 3));

        assertThat(trials).filteredOn(trial -> trial.learner().equals("A")).hasSize(32);
        for (int pair = 0; pair < 64; pair += 2) {
            assertThat(trials.get(pair).learner())
                    .isNotEqualTo(trials.get(pair + 1).learner());
        }
    }

    @Test
    void everyConfigurationOfAFiniteSpaceIsAPointOnce() {
        SobolSampler sampler = new SobolSampler(SPACE, 1000, 7);

        assertThat(sampler.distinct()).hasValue(22);
        assertThat(trials(sampler)).hasSize(22);
        assertThat(trials(sampler).stream()
                        .map(trial -> List.<Object>of(trial.learner(), trial.params()))
                        .distinct())
                .hasSize(22);
        assertThat(trials(new SobolSampler(SPACE, 9, 7)))
                .isEqualTo(trials(sampler).subList(0, 9));
    }

    @Test
    void anotherSeedShiftsEveryPoint() {
        assertThat(points(new SobolSampler(CUBE, 8, 1))).isNotEqualTo(points(new SobolSampler(CUBE, 8, 2)));
        assertThat(points(new SobolSampler(CUBE, 8, 1))[0]).isNotEqualTo(points(new SobolSampler(CUBE, 8, 2))[0]);
    }

    @Test
    void moreTrialsBeginWithTheSameOnes() {
        assertThat(trials(new SobolSampler(CUBE, 32, 7)).subList(0, 20))
                .isEqualTo(trials(new SobolSampler(CUBE, 20, 7)));
    }

    @Test
    void theLargestTrialNumberIsDecoded() {
        SobolSampler sampler = new SobolSampler(CUBE, Integer.MAX_VALUE, 7);

        assertThat(sampler.trial(Integer.MAX_VALUE - 1).params()).hasSize(4);
    }

    /** A release that draws otherwise could not continue the studies of this one. */
    @Test
    void pointsOfASeedNeverChange() {
        SearchSpace space =
                space(learner("A", choice("c", "a", "b", "c"), logUniform("x", 1e-3, 1), integers("n", 1, 9)));

        assertThat(new SobolSampler(space, 16, 42).trial(3))
                .isEqualTo(new TrialConfig(
                        3,
                        "A",
                        Map.of("c", value("b"), "x", value(0.27413542693632936), "n", value(5)),
                        885919558081284366L));
    }

    @Test
    void thereAreDirectionNumbersFor999Dimensions() {
        assertThat(new SobolSampler(space(wide(999)), 4, 1).trial(3).params()).hasSize(999);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new SobolSampler(space(wide(600), wide(400)), 4, 1))
                .withMessage("Sobol search takes at most 999 dimensions (dimensions: 1000)");
    }

    @Test
    void trialsAreBetweenOneAndTheLargestInteger() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SobolSampler(CUBE, 0, 1))
                .withMessage("Trials must be at least 1 (trials: 0)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new SobolSampler(CUBE, 1L << 31, 1))
                .withMessage("Sobol search takes at most 2147483647 trials (trials: 2147483648)");
    }

    private static LearnerSpace wide(int dimensions) {
        return new LearnerSpace(
                "A",
                IntStream.range(0, dimensions)
                        .<Dimension>mapToObj(number -> uniform("x" + number, 0, 1))
                        .toList());
    }

    private static double[][] points(NumberedSampler sampler) {
        return trials(sampler).stream()
                .map(trial -> trial.params().values().stream()
                        .mapToDouble(value -> ((Real) value).value())
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * The square of the L2 star discrepancy (Warnock, "Computational investigations of low-discrepancy point sets", in:
     * Applications of number theory to numerical analysis, 1972).
     */
    private static double discrepancy(double[][] points) {
        double single = 0;
        double pairs = 0;
        for (double[] point : points) {
            double product = 1;
            for (double coordinate : point) {
                product *= (1 - coordinate * coordinate) / 2;
            }
            single += product;
            for (double[] other : points) {
                double pair = 1;
                for (int dimension = 0; dimension < point.length; dimension++) {
                    pair *= 1 - Math.max(point[dimension], other[dimension]);
                }
                pairs += pair;
            }
        }
        int count = points.length;
        return Math.pow(3, -points[0].length) - 2 * single / count + pairs / count / count;
    }
}
