package dev.hone.driver.sampler.encoding;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceEncodingTest {
    private static final SearchSpace SPACE = space(
            learner(
                    "Svc",
                    choice("kernel", "linear", "rbf", "poly"),
                    logUniform("C", 1e-3, 1e3),
                    new RealRange("gamma", when("kernel", "rbf", "poly"), 1e-4, 10, Scale.LOG),
                    new Choice("degree", when("kernel", "poly"), values(4, 2, 3))),
            learner("Tree", integers("depth", 1, 4), choice("pure", true, false)),
            learner("Tree", logIntegers("depth", 8, 32), choice("bins", 32)));
    private static final SearchSpace FINITE = space(
            learner(
                    "Svc",
                    choice("kernel", "linear", "rbf", "poly"),
                    new Choice("degree", when("kernel", "poly"), values(4, 2, 3)),
                    new Choice("shrink", when("degree", 2, 3), values(true, false))),
            learner("Tree", integers("depth", 1, 4), choice("pure", true, false)));

    private final SpaceEncoding encoding = new SpaceEncoding(SPACE);

    @Test
    void everyConfigComesBackFromItsPoint() {
        RandomSampler sampler = new RandomSampler(SPACE, 200, 3);

        assertThat(LongStream.range(0, sampler.trials()).mapToObj(sampler::trial))
                .allSatisfy(trial -> {
                    TrialConfig decoded = encoding.trial(
                            trial.number(), encoding.encode(trial).orElseThrow(), trial.seed());
                    assertThat(decoded.learner()).isEqualTo(trial.learner());
                    assertThat(decoded.params().keySet())
                            .containsExactlyElementsOf(trial.params().keySet());
                    decoded.params()
                            .forEach((name, value) -> assertClose(
                                    value, Objects.requireNonNull(trial.params().get(name))));
                });
    }

    private static void assertClose(ParameterValue value, ParameterValue expected) {
        if (value instanceof ParameterValue.Real real) {
            double wanted = ((ParameterValue.Real) expected).value();
            assertThat(real.value()).isCloseTo(wanted, within(1e-12 * Math.abs(wanted)));
        } else {
            assertThat(value).isEqualTo(expected);
        }
    }

    @Test
    void placesFollowTheScaleAndTheOrderOfNumbers() {
        assertThat(point("Svc", Map.of("kernel", "poly", "C", 1.0, "gamma", 10.0, "degree", 2)))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0, 2, 0.5, 1, 0.5 / 3, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(point("Tree", Map.of("depth", 2, "pure", false)))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1.5 / 4, 1, Double.NaN, Double.NaN);
    }

    @Test
    void aLogarithmicRangeOfWholeNumbersReachesHalfANumberBeyondItsEnds() {
        double[] point = point("Tree", Map.of("depth", 16, "bins", 32));

        assertThat(point[7]).isCloseTo(Math.log(16 / 7.5) / Math.log(32.5 / 7.5), within(1e-12));
    }

    @Test
    void aSecondSpaceOfALearnerIsToldByTheValues() {
        assertThat(point("Tree", Map.of("depth", 4, "pure", true))[SpaceEncoding.LEARNER])
                .isEqualTo(1);
        assertThat(point("Tree", Map.of("depth", 8, "bins", 32))[SpaceEncoding.LEARNER])
                .isEqualTo(2);
    }

    @Test
    void aWholeNumberIsTheRealOfTheSameValue() {
        assertThat(point("Tree", Map.of("depth", 2.0, "pure", true)))
                .isEqualTo(point("Tree", Map.of("depth", 2, "pure", true)));
        assertThat(point("Svc", Map.of("kernel", "linear", "C", 1)))
                .isEqualTo(point("Svc", Map.of("kernel", "linear", "C", 1.0)));
    }

    @Test
    void aConfigOfAnotherSpaceHasNoPoint() {
        assertThat(encoding.encode(config("Forest", Map.of()))).isEmpty();
        assertThat(encoding.encode(config("Svc", Map.of("kernel", "linear")))).isEmpty();
        assertThat(encoding.encode(config("Svc", Map.of("kernel", "linear", "C", 1e4))))
                .isEmpty();
        assertThat(encoding.encode(config("Svc", Map.of("kernel", "linear", "C", 1.0, "gamma", 1.0))))
                .isEmpty();
        assertThat(encoding.encode(config("Svc", Map.of("kernel", "cubic", "C", 1.0))))
                .isEmpty();
        assertThat(encoding.encode(config("Tree", Map.of("depth", 1.5, "pure", true))))
                .isEmpty();
    }

    @Test
    void inactiveDimensionsAreConditionalOnes() {
        assertThat(encoding.isConditional(SpaceEncoding.LEARNER)).isFalse();
        assertThat(encoding.isConditional(2)).isTrue();
        SpaceEncoding single = new SpaceEncoding(space(SPACE.learners().get(0)));
        assertThat(single.isConditional(2)).isFalse();
        assertThat(single.isConditional(3)).isTrue();
        assertThat(single.isParent(1)).isTrue();
        assertThat(single.isParent(2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void drawsAreRoundedPointsOfTheSpace(long seed) {
        Random random = new Random(seed);
        for (int draw = 0; draw < 200; draw++) {
            double[] units = random.doubles(encoding.coordinates().size()).toArray();
            double[] point = encoding.draw(units);

            assertThat(encoding.rounded(point)).isEqualTo(point);
            assertThat(encoding.encode(encoding.trial(0, point, 0)).orElseThrow())
                    .usingComparatorWithPrecision(1e-12)
                    .containsExactly(point);
        }
    }

    @Test
    void roundingMovesToTheNearestConfig() {
        double[] point = {0.4, 1.6, -0.2, 1.3, 0.99, 7, 7, 7, 7};

        assertThat(encoding.rounded(point))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0, 2, 0, 1, 2.5 / 3, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.rounded(new double[] {0, 0, Double.NaN, 0, 0, 0, 0, 0, 0}))
                .withMessage("A point must have a place for every active dimension (dimension: C, place: NaN)");
    }

    @Test
    void theGridOfAFiniteSpaceHasEveryConfigOnce() {
        SpaceEncoding finite = new SpaceEncoding(FINITE);
        GridSampler grid = new GridSampler(FINITE, 1);

        List<double[]> points = finite.grid(1000).orElseThrow();

        assertThat(points.stream().map(point -> config(finite.trial(0, point, 0))))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, grid.trials())
                        .mapToObj(grid::trial)
                        .map(SpaceEncodingTest::config)
                        .toList());
        assertThat(finite.grid(points.size())).isPresent();
        assertThat(finite.grid(points.size() - 1)).isEmpty();
        assertThat(encoding.grid(1000)).isEmpty();
    }

    private static List<Object> config(TrialConfig trial) {
        return List.of(trial.learner(), trial.params());
    }

    private double[] point(String learner, Map<String, Object> params) {
        return encoding.encode(config(learner, params)).orElseThrow();
    }

    private static TrialConfig config(String learner, Map<String, Object> params) {
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        params.forEach((name, value) -> values.put(name, value(value)));
        return new TrialConfig(0, learner, values, 0);
    }
}
