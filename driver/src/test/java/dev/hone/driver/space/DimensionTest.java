package dev.hone.driver.space;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DimensionTest {
    private static final double LAST = Math.nextDown(1.0);

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> uniform("x", 1, 0.1), "low must be below high (low: 1, high: 0.1)"),
                mistake(() -> uniform("x", 0.5, 0.5), "low must be below high (low: 0.5, high: 0.5)"),
                mistake(() -> uniform("x", 0, Double.NaN), "low and high must be finite numbers (low: 0, high: NaN)"),
                mistake(
                        () -> uniform("x", 0, Double.POSITIVE_INFINITY),
                        "low and high must be finite numbers (low: 0, high: Infinity)"),
                mistake(
                        () -> uniform("x", -1e308, 1e308),
                        "low and high must be less than 1.8e308 apart (low: -1.0E308, high: 1.0E308)"),
                mistake(() -> logUniform("x", 0, 1), "low of a log range must be above 0 (low: 0, high: 1)"),
                mistake(() -> logUniform("x", -1, 1), "low of a log range must be above 0 (low: -1, high: 1)"),
                mistake(() -> logUniform("x", 10, 1), "low must be below high (low: 10, high: 1)"),
                mistake(() -> integers("x", 3, 1), "low must be below high (low: 3, high: 1)"),
                mistake(() -> integers("x", 3, 3), "low must be below high (low: 3, high: 3)"),
                mistake(() -> logIntegers("x", 0, 3), "low of a log range must be above 0 (low: 0, high: 3)"),
                mistake(
                        () -> integers("x", 0, 1L << 54),
                        "bounds must be between -2^53 and 2^53 (low: 0, high: 18014398509481984)"),
                mistake(
                        () -> integers("x", Long.MIN_VALUE, 1),
                        "bounds must be between -2^53 and 2^53 (low: -9223372036854775808, high: 1)"),
                mistake(() -> choice("x"), "a choice must have at least one value (values: [])"),
                mistake(() -> choice("x", 1, 2, 1), "each value must be listed once (twice: 1)"),
                mistake(() -> choice("x", 1, 1.0), "each value must be listed once (twice: 1.0)"));
    }

    private static Arguments mistake(Runnable made, String rule) {
        return Arguments.of(made, rule);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesNameTheDimensionTheRuleAndTheValues(Runnable made, String rule) {
        assertThatExceptionOfType(InvalidDimensionException.class)
                .isThrownBy(made::run)
                .withMessage("Dimension 'x': " + rule)
                .returns("x", InvalidDimensionException::dimension);
    }

    @Test
    void aRangeOfRealsReachesFromLowToHigh() {
        assertThat(uniform("x", -2, 3).at(0.0)).isEqualTo(new Real(-2));
        assertThat(uniform("x", -2, 3).at(0.5)).isEqualTo(new Real(0.5));
        assertThat(real(uniform("x", -2, 3).at(LAST))).isBetween(2.999999, 3.0);
        assertThat(real(uniform("x", 0.1, 0.3).at(LAST))).isLessThanOrEqualTo(0.3);
    }

    @Test
    void aLogRangeOfRealsSpreadsRatiosEvenly() {
        RealRange range = logUniform("x", 1e-4, 1e4);

        assertThat(range.at(0.0)).isEqualTo(new Real(1e-4));
        assertThat(real(range.at(0.25))).isCloseTo(1e-2, offset(1e-12));
        assertThat(real(range.at(0.5))).isCloseTo(1, offset(1e-12));
        assertThat(real(range.at(LAST))).isBetween(9999.999, 1e4);
    }

    @Test
    void theWidestLogRangeStaysWithinItsBounds() {
        RealRange range = logUniform("x", 1e-300, 1e300);

        assertThat(range.at(0.0)).isEqualTo(new Real(1e-300));
        assertThat(real(range.at(0.5))).isBetween(0.999999, 1.000001);
        assertThat(real(range.at(LAST))).isBetween(0.999e300, 1e300);
    }

    @Test
    void aRangeOfWholeNumbersGivesEachTheSameStretch() {
        assertThat(counts(integers("x", -2, 3), 600))
                .isEqualTo(Map.of(
                        value(-2), 100L, value(-1), 100L, value(0), 100L, value(1), 100L, value(2), 100L, value(3),
                        100L));
        assertThat(integers("x", -2, 3).at(0.0)).isEqualTo(new Whole(-2));
        assertThat(integers("x", -2, 3).at(LAST)).isEqualTo(new Whole(3));
    }

    @Test
    void aLogRangeOfWholeNumbersReachesBothEnds() {
        IntegerRange range = logIntegers("x", 1, 1000);
        Map<ParameterValue, Long> counts = counts(range, 100_000);

        assertThat(range.at(0.0)).isEqualTo(new Whole(1));
        assertThat(range.at(LAST)).isEqualTo(new Whole(1000));
        double stretch = Math.log(1000.5 / 0.5);
        assertThat(share(counts, 1)).isCloseTo(Math.log(1.5 / 0.5) / stretch, offset(2e-5));
        assertThat(share(counts, 10)).isCloseTo(Math.log(10.5 / 9.5) / stretch, offset(2e-5));
        assertThat(share(counts, 1000)).isCloseTo(Math.log(1000.5 / 999.5) / stretch, offset(2e-5));
    }

    @Test
    void theLargestRangeOfWholeNumbersReachesBothEnds() {
        IntegerRange range = integers("x", -(1L << 53), 1L << 53);

        assertThat(range.at(0.0)).isEqualTo(new Whole(-(1L << 53)));
        assertThat(((Whole) range.at(LAST)).value()).isBetween((1L << 53) - 4, 1L << 53);
        assertThat(range.at(range.size().orElseThrow() - 1)).isEqualTo(new Whole(1L << 53));
    }

    @Test
    void aChoiceGivesEachValueTheSameStretch() {
        assertThat(counts(choice("x", "a", "b", "c"), 300))
                .isEqualTo(Map.of(value("a"), 100L, value("b"), 100L, value("c"), 100L));
        assertThat(choice("x", "a", "b", "c").at(LAST)).isEqualTo(value("c"));
    }

    @Test
    void gridSizesCountTheValues() {
        assertThat(choice("x", 1, 2, 4).size()).hasValue(3);
        assertThat(integers("x", -2, 3).size()).hasValue(6);
        assertThat(logIntegers("x", 1, 1000).size()).hasValue(1000);
        assertThat(uniform("x", 0, 1).size()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void gridIndicesGoThroughTheValuesInOrder() {
        assertThat(IntStream.range(0, 3).mapToObj(index -> choice("x", 4, 1, 2).at((long) index)))
                .containsExactlyElementsOf(values(4, 1, 2));
        assertThat(IntStream.range(0, 3)
                        .mapToObj(index -> logIntegers("x", 7, 9).at((long) index)))
                .containsExactlyElementsOf(values(7, 8, 9));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> uniform("x", 0, 1).at(0L))
                .withMessage("A range of reals has no grid (dimension: x)");
    }

    @Test
    void probesAreAllValuesOfAChoiceAndTheEndsOfARange() {
        assertThat(choice("x", "a", "b").probes()).isEqualTo(values("a", "b"));
        assertThat(integers("x", 1, 9).probes()).isEqualTo(values(1, 9));
        assertThat(logUniform("x", 0.1, 10).probes()).isEqualTo(values(0.1, 10.0));
    }

    @Test
    void textsAreThoseOfAStudyFile() {
        assertThat(choice("x", "a", 2, true).text()).isEqualTo("[a, 2, true]");
        assertThat(Choice.fixed("x", value(2.5)).text()).isEqualTo("2.5");
        assertThat(uniform("x", 0, 0.5).text()).isEqualTo("{uniform: [0.0, 0.5]}");
        assertThat(logUniform("x", 1e-3, 100).text()).isEqualTo("{log-uniform: [0.001, 100.0]}");
        assertThat(integers("x", 1, 9).text()).isEqualTo("{int: [1, 9]}");
        assertThat(logIntegers("x", 1, 9).text()).isEqualTo("{log-int: [1, 9]}");
    }

    @Test
    void aChoiceKeepsItsOwnValues() {
        assertThat(new Choice("x", Condition.always(), List.of(value(1))).values())
                .isUnmodifiable();
    }

    /** How often each value comes up at evenly spaced places of the unit interval. */
    private static Map<ParameterValue, Long> counts(Dimension dimension, int places) {
        Map<ParameterValue, Long> counts = new HashMap<>();
        for (int place = 0; place < places; place++) {
            counts.merge(dimension.at((place + 0.5) / places), 1L, Long::sum);
        }
        return counts;
    }

    private static double share(Map<ParameterValue, Long> counts, long value) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.getOrDefault(new Whole(value), 0L) / all;
    }

    private static double real(ParameterValue value) {
        return ((Real) value).value();
    }

    @Test
    void aValueIsGivenAtItsOwnPlaceOfTheUnitInterval() {
        for (Dimension dimension : List.of(
                choice("x", "a", "b", "c"), integers("x", -3, 9), logIntegers("x", 1, 64), integers("x", 0, 1))) {
            for (long index = 0; index < dimension.size().orElseThrow(); index++) {
                ParameterValue value = dimension.at(index);
                assertThat(dimension.at(dimension.unit(value))).isEqualTo(value);
            }
        }
        assertThat(uniform("x", -2, 3).unit(new Real(0.5))).isEqualTo(0.5);
        assertThat(logUniform("x", 1e-4, 1).unit(new Real(1e-3))).isCloseTo(0.25, offset(1e-12));
        assertThat(logUniform("x", 1e-4, 1).unit(new Real(1))).isEqualTo(1);
        assertThat(integers("x", 1, 4).unit(new Whole(1))).isEqualTo(0.125);
    }
}
