package dev.hone.ml.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExponentialTest {
    private static final double RELATIVE_BELOW_ONE = 4e-15;
    private static final double RELATIVE_ABOVE = 6e-14;

    @Test
    void equalsThatOfTheStandardLibrary() {
        double[] numbers = DoubleStream.concat(
                        IntStream.rangeClosed(-40_000, 40_000).mapToDouble(step -> step / 1000.0),
                        IntStream.rangeClosed(-300, 0).mapToDouble(power -> Math.pow(10, power)))
                .toArray();
        double[] results = numbers.clone();

        Exponential.minusOne(results, results.length);

        for (int index = 0; index < numbers.length; index++) {
            double expected = Math.expm1(numbers[index]);
            double relative = numbers[index] <= 1 ? RELATIVE_BELOW_ONE : RELATIVE_ABOVE;
            assertThat(results[index])
                    .as("expm1(%s)", numbers[index])
                    .isCloseTo(expected, within(relative * Math.abs(expected)));
        }
    }

    @Test
    void farNumbersCountAsTheFarthest() {
        double[] results = {-1e300, Double.NEGATIVE_INFINITY, 41, Double.POSITIVE_INFINITY, Double.NaN};

        Exponential.minusOne(results, results.length);

        assertThat(results[0]).isEqualTo(-1);
        assertThat(results[1]).isEqualTo(-1);
        assertThat(results[2]).isCloseTo(Math.expm1(40), within(1e4));
        assertThat(results[3]).isEqualTo(results[2]);
        assertThat(results[4]).isNaN();
    }

    @Test
    void numbersPastTheLengthStay() {
        double[] values = {1, 1, 1};

        Exponential.minusOne(values, 2);

        assertThat(values[1]).isNotEqualTo(1);
        assertThat(values[2]).isEqualTo(1);
    }
}
