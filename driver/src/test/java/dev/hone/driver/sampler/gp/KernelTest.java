package dev.hone.driver.sampler.gp;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {
    static final SearchSpace CONDITIONAL = space(
            learner(
                    "A",
                    choice("kernel", "a", "b", "c"),
                    uniform("x", 0, 1),
                    new RealRange("gamma", when("kernel", "b"), 1e-3, 1, Scale.LOG),
                    new Choice("shape", when("kernel", "c"), values("p", "q")),
                    choice("fixed", 1)),
            learner("B", integers("n", 1, 8)));
    static final SpaceEncoding ENCODING = new SpaceEncoding(CONDITIONAL);
    static final KernelSpace SPACE = new KernelSpace(ENCODING);

    static double[][] features(int points, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, points)
                .mapToObj(point -> SPACE.features(ENCODING.draw(
                        random.doubles(ENCODING.coordinates().size()).toArray())))
                .toArray(double[][]::new);
    }

    @Test
    void coordinatesThatDoNotDifferAreNotCompared() {
        assertThat(SPACE.size()).isEqualTo(6);
        assertThat(IntStream.range(0, SPACE.size()).mapToObj(SPACE::dimension))
                .containsExactly(
                        KernelDimension.CATEGORY,
                        KernelDimension.CATEGORY,
                        KernelDimension.CONDITIONAL_NUMBER,
                        KernelDimension.CONDITIONAL_NUMBER,
                        KernelDimension.CATEGORY,
                        KernelDimension.CONDITIONAL_NUMBER);
    }

    @Test
    void isMaternsOfOrderFiveHalves() {
        SpaceEncoding encoding = new SpaceEncoding(space(learner("A", uniform("x", 0, 1), choice("c", "a", "b"))));
        Kernel kernel = new Kernel(new KernelSpace(encoding), new double[] {0.5, 2}, 3);
        double r = Math.sqrt(0.6 * 0.6 / 0.25 + 1.0 / 4);

        assertThat(kernel.covariance(new double[] {0.1, 0}, new double[] {0.7, 1}))
                .isCloseTo(3 * (1 + Math.sqrt(5) * r + 5 * r * r / 3) * Math.exp(-Math.sqrt(5) * r), within(1e-14));
        assertThat(kernel.covariance(new double[] {0.1, 1}, new double[] {0.1, 1}))
                .isEqualTo(3);
    }

    /** Comparing the active dimensions only would not be: points of one branch may be far apart and all near another branch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void conditionalSpacesHavePositiveDefiniteCovariances(long seed) {
        double[][] features = features(60, seed);
        double[] lengthscales = new Random(seed).doubles(SPACE.size(), 0.05, 5).toArray();
        Kernel kernel = new Kernel(SPACE, lengthscales, 1);
        double[][] matrix = Dense.triangle(features.length);
        for (int row = 0; row < features.length; row++) {
            for (int column = 0; column <= row; column++) {
                matrix[row][column] = kernel.covariance(features[row], features[column]) + (row == column ? 1e-9 : 0);
            }
        }
        double[][] factor = Dense.cholesky(matrix);
        double[] last = factor[features.length - 1];

        assertThat(Dense.dot(last, last, last.length)).isCloseTo(1 + 1e-9, within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gradientsEqualDifferences(long seed) {
        double[][] features = features(40, seed);
        Kernel kernel =
                new Kernel(SPACE, new Random(seed).doubles(SPACE.size(), 0.1, 2).toArray(), 2);

        for (int point = 1; point < features.length; point++) {
            double[] other = features[point - 1];
            int[] numbers = numbers(features[point]);
            double[] whole = features[point];
            Gradients.assertGradient(
                    (places, gradient) -> {
                        double[] moved = whole.clone();
                        for (int number = 0; number < numbers.length; number++) {
                            moved[numbers[number]] = places[number];
                        }
                        double[] full = new double[moved.length];
                        kernel.addGradient(moved, other, kernel.squared(moved, other), 1, full);
                        Arrays.setAll(gradient, number -> full[numbers[number]]);
                        return kernel.covariance(moved, other);
                    },
                    Arrays.stream(numbers).mapToDouble(number -> whole[number]).toArray(),
                    1e-6);
        }
    }

    /** The features that are active and no categories. */
    static int[] numbers(double[] features) {
        return IntStream.range(0, features.length)
                .filter(feature -> SPACE.dimension(feature) != KernelDimension.CATEGORY)
                .filter(feature -> !Double.isNaN(features[feature]))
                .toArray();
    }
}
