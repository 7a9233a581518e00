package dev.hone.driver.sampler.gp;

import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosteriorTest {
    private static final KernelSpace LINE = new KernelSpace(new SpaceEncoding(space(learner("A", uniform("x", 0, 1)))));
    private static final Hyperparameters HYPERPARAMETERS = Hyperparameters.of(1, 0.4, 1.5, 0.2);

    @Test
    void oneObservationPullsTheMeanAsTheFormulaSays() {
        Posterior posterior = posterior(new double[][] {{0.2}}, new double[] {-0.9}, new double[0][]);
        // m = z / (k + 1) for k = s^2 + noise and a prior variance of 1; mean = m + s^2 / k (z - m).
        double mean = -0.9 / 2.7;
        double expected = mean + 1.5 / 1.7 * (-0.9 - mean);

        assertThat(posterior.mean()).isCloseTo(mean, within(1e-14));
        assertThat(posterior.visitedMeans()).containsExactly(new double[] {expected}, within(1e-14));
    }

    @Test
    void anEarlierRunsLevelSaysNothingOfThisOnes() {
        double[][] observed = {{0.1}, {0.4}, {0.7}, {0.1}};
        double[] near = posterior(observed, new double[] {0.4, -0.6, 0.2, 0.4}, 3, new double[0][])
                .visitedMeans();
        double[] shifted = posterior(observed, new double[] {1.4, 0.4, 1.2, 0.4}, 3, new double[0][])
                .visitedMeans();
        double[] same = posterior(observed, new double[] {1.4, 0.4, 1.2, 0.4}, 0, new double[0][])
                .visitedMeans();

        assertThat(shifted[3] - near[3]).isPositive().isLessThan(same[3] - near[3]);
    }

    @Test
    void theBestPointIsOneThatThisRunHasVisited() {
        double[][] observed = {{0.1}, {0.4}, {0.7}, {0.9}};
        double[] scores = {0.4, -2, 0.2, 0.5};

        Posterior two = posterior(observed, scores, 2, new double[0][]);
        assertThat(two.best()).isEqualTo(Math.min(two.visitedMeans()[2], two.visitedMeans()[3]));
        Posterior none = posterior(observed, scores, 4, new double[0][]);
        assertThat(none.best())
                .isEqualTo(Arrays.stream(none.visitedMeans()).max().orElseThrow());
    }

    @Test
    void expectedImprovementEqualsTheFormulaForOneObservation() {
        Posterior posterior = posterior(new double[][] {{0.2}}, new double[] {-0.9}, new double[0][]);
        double covariance = 1.5 * Kernel.correlation(0.09 / 0.16);
        double mean = -0.9 / 2.7 + covariance / 1.7 * (-0.9 + 0.9 / 2.7);
        double deviation = Math.sqrt(1.5 - covariance * covariance / 1.7);
        double best = posterior.visitedMeans()[0];
        double expected = Math.log(deviation) + LogExpectedImprovement.log((best - mean) / deviation);

        assertThat(new ExpectedImprovement(posterior).logs(new double[][] {{0.5}}, 0, 1))
                .containsExactly(new double[] {expected}, within(1e-13));
        assertThat(new ExpectedImprovement(posterior).log(new double[] {0.5}, new double[1]))
                .isCloseTo(expected, within(1e-13));
    }

    @Test
    void aTrialThatRunsLowersTheImprovementAroundIt() {
        double[][] observed = {{0.1}, {0.4}, {0.9}};
        double[] scores = {0.5, -1, 0.5};
        double[][] nearAndFar = {{0.42}, {0.7}};
        double[] without = new ExpectedImprovement(posterior(observed, scores, new double[0][])).logs(nearAndFar, 0, 2);
        double[] with =
                new ExpectedImprovement(posterior(observed, scores, new double[][] {{0.42}})).logs(nearAndFar, 0, 2);

        assertThat(with[0]).isLessThan(without[0]);
        assertThat(without[0] - with[0]).isGreaterThan(without[1] - with[1]);
    }

    @Test
    void aTrialThatRunsIsBelievedToScoreItsMean() {
        double[][] observed = {{0.1}, {0.4}, {0.9}};
        double[] scores = {0.5, -1, 0.5};
        double[] with =
                posterior(observed, scores, new double[][] {{0.6}, {0.65}}).visitedMeans();
        double[] seen = posterior(observed, scores, new double[0][]).visitedMeans();

        assertThat(Arrays.copyOf(with, 3)).containsExactly(seen, within(1e-14));
        // On the way from the worst to the best observation.
        assertThat(with[3]).isBetween(with[1], with[4]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void gradientsOfTheImprovementEqualDifferences(int running) {
        double[][] features = KernelTest.features(20 + running, 3);
        double[] scores = new Random(3).doubles(20, -1.5, 1.5).toArray();
        Posterior posterior = new Posterior(
                KernelTest.SPACE,
                Hyperparameters.of(KernelTest.SPACE.size(), 0.6, 1.2, 0.05),
                Arrays.copyOf(features, 20),
                scores,
                EarlierRows.first(4, 20),
                Arrays.copyOfRange(features, 20, 20 + running));
        ExpectedImprovement improvement = new ExpectedImprovement(posterior);

        for (double[] point : KernelTest.features(20, 9)) {
            int[] numbers = KernelTest.numbers(point);
            Gradients.assertGradient(
                    (places, gradient) -> {
                        double[] moved = point.clone();
                        for (int number = 0; number < numbers.length; number++) {
                            moved[numbers[number]] = places[number];
                        }
                        double[] full = new double[moved.length];
                        double value = improvement.log(moved, full);
                        assertThat(value).isCloseTo(improvement.logs(new double[][] {moved}, 0, 1)[0], within(1e-9));
                        Arrays.setAll(gradient, number -> full[numbers[number]]);
                        return value;
                    },
                    IntStream.of(numbers).mapToDouble(number -> point[number]).toArray(),
                    1e-5);
        }
    }

    private static Posterior posterior(double[][] observed, double[] scores, double[][] running) {
        return posterior(observed, scores, 0, running);
    }

    private static Posterior posterior(double[][] observed, double[] scores, int earlier, double[][] running) {
        return new Posterior(
                LINE, HYPERPARAMETERS, observed, scores, EarlierRows.first(earlier, observed.length), running);
    }
}
