package dev.hone.worker.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ExpTest {
    private static final long SEED = 20_261_130L;
    private static final int NUMBERS = 200_000;
    private static final double MOST_ULPS = 2;

    @Test
    void exponentialsOfMarginsAreThoseOfMath() {
        assertThatOfMath(random -> -20 * random);
    }

    @Test
    void exponentialsOfSmallNumbersAreThoseOfMath() {
        assertThatOfMath(random -> -Math.exp(-700 * random));
    }

    @Test
    void exponentialsOfLargeNumbersAreThoseOfMath() {
        assertThatOfMath(random -> -708 * random);
    }

    @Test
    void exponentialsOfHalvesOfTheLogarithmOfTwoAreThoseOfMath() {
        assertThatOfMath(random -> Math.round(-2000 * random) * Math.log(2) / 2);
    }

    @Test
    void zerosGiveOneAndNumbersBelowTheRangeGiveZero() {
        double[] values = {0.0, -0.0, -709, -1e4, Double.NEGATIVE_INFINITY, Double.NaN};
        new Exp(values.length).replace(values, values.length);

        assertThat(values[0]).isEqualTo(1);
        assertThat(values[1]).isEqualTo(1);
        assertThat(values[2]).isZero();
        assertThat(values[3]).isZero();
        assertThat(values[4]).isZero();
        assertThat(values[5]).isNaN();
    }

    @Test
    void numbersBeyondTheCountStay() {
        double[] values = {-1, -2, 5};
        new Exp(2).replace(values, 2);

        assertThat(values[2]).isEqualTo(5);
    }

    private static void assertThatOfMath(DoubleUnaryOperator shape) {
        System.out.println("seed of the numbers: " + SEED);
        double[] numbers = new Random(SEED).doubles(NUMBERS).map(shape).toArray();
        double[] actual = numbers.clone();
        new Exp(NUMBERS).replace(actual, NUMBERS);
        for (int index = 0; index < NUMBERS; index++) {
            double expected = Math.exp(numbers[index]);
            if (Math.abs(actual[index] - expected) > MOST_ULPS * Math.ulp(expected)) {
                assertThat(actual[index]).as("exp of " + numbers[index]).isEqualTo(expected);
            }
        }
    }
}
