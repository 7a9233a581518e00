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

class MarginalLikelihoodTest {
    private static final KernelSpace LINE = new KernelSpace(new SpaceEncoding(space(learner("A", uniform("x", 0, 1)))));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void gradientsEqualDifferences(long seed) {
        Random random = new Random(seed);
        double[][] features = KernelTest.features(25, seed);
        double[] scores = random.doubles(25, -2, 2).toArray();
        MarginalLikelihood likelihood = new MarginalLikelihood(
                KernelTest.SPACE,
                features,
                scores,
                EarlierRows.first((int) seed, scores.length),
                new Hyperprior(KernelTest.SPACE.size(), 0.05));
        double[] logs = random.doubles(KernelTest.SPACE.size() + 2, -2, 1).toArray();

        Gradients.assertGradient(likelihood, logs, 1e-6);
    }

    @Test
    void equalsTheDensityOfTwoScores() {
        double[] scores = {0.3, -0.8};
        double[] logs = Hyperparameters.of(1, 0.4, 1.5, 0.2).logs();
        Hyperprior prior = new Hyperprior(1, 0.1);
        MarginalLikelihood likelihood =
                new MarginalLikelihood(LINE, new double[][] {{0.2}, {0.5}}, scores, EarlierRows.first(0, 2), prior);
        double covariance = 1.5 * Kernel.correlation(0.09 / 0.16);
        double diagonal = 1.7;
        double determinant = diagonal * diagonal - covariance * covariance;
        double ones = 2 * (diagonal - covariance) / determinant;
        double mean = (scores[0] + scores[1]) * (diagonal - covariance) / determinant / (ones + 1);
        double first = scores[0] - mean;
        double second = scores[1] - mean;
        double quadratic =
                (diagonal * (first * first + second * second) - 2 * covariance * first * second) / determinant;

        assertThat(likelihood.at(logs, new double[3]))
                .isCloseTo(
                        quadratic / 2 + mean * mean / 2 + Math.log(determinant) / 2 + prior.add(logs, new double[3]),
                        within(1e-12));
    }

    @Test
    void theFitTellsNoiseAndLengthscales() {
        Random random = new Random(5);
        KernelSpace square =
                new KernelSpace(new SpaceEncoding(space(learner("A", uniform("x", 0, 1), uniform("y", 0, 1)))));
        double[][] features = IntStream.range(0, 80)
                .mapToObj(point -> random.doubles(2).toArray())
                .toArray(double[][]::new);
        double[] losses = Arrays.stream(features)
                .mapToDouble(point -> Math.sin(9 * point[0]) + 0.2 * point[1] + 0.2 * random.nextGaussian())
                .toArray();

        Hyperparameters found = fit(square, features, losses);

        assertThat(found.noise()).isBetween(0.03, 0.15);
        assertThat(found.lengthscales()[0]).isLessThan(found.lengthscales()[1] / 2);
        assertThat(fit(
                                square,
                                features,
                                Arrays.stream(features)
                                        .mapToDouble(point -> Math.sin(9 * point[0]))
                                        .toArray())
                        .noise())
                .isLessThan(1e-3);
    }

    private static Hyperparameters fit(KernelSpace space, double[][] features, double[] losses) {
        int[] ranked = IntStream.range(0, losses.length)
                .boxed()
                .sorted((one, other) -> Double.compare(losses[one], losses[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new HyperparameterFit(space)
                .fit(
                        features,
                        Losses.of(losses, losses.length),
                        ranked,
                        EarlierRows.first(0, losses.length),
                        Double.NaN)
                .hyperparameters();
    }
}
