package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class Log1pTest {
    private static final long SEED = 20_261_202L;
    private static final int NUMBERS = 200_000;
    private static final double MOST_ULPS = 2;

    @Test
    void numbersAtTheBordersAreThoseOfMath() {
        assertThatOfMath(
                DoubleStream.of(0, Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-54, 0x1p-29, 0.5, Math.nextDown(1.0), 1)
                        .toArray());
    }

    @Test
    void numbersFromZeroToOneAreThoseOfMath() {
        assertThatOfMath(random -> random);
    }

    @Test
    void smallNumbersAreThoseOfMath() {
        assertThatOfMath(random -> Math.exp(-700 * random));
    }

    @Test
    void numbersNearOneAreThoseOfMath() {
        assertThatOfMath(random -> 1 - Math.exp(-37 * random));
    }

    @Test
    void notANumberStays() {
        double[] target = new double[1];
        new Log1p(1).of(new double[] {Double.NaN}, target, 1);

        assertThat(target).containsExactly(Double.NaN);
    }

    private static void assertThatOfMath(DoubleUnaryOperator shape) {
        System.out.println("seed of the numbers: " + SEED);
        assertThatOfMath(new Random(SEED).doubles(NUMBERS).map(shape).toArray());
    }

    private static void assertThatOfMath(double[] numbers) {
        double[] actual = new double[numbers.length];
        new Log1p(numbers.length).of(numbers, actual, numbers.length);
        for (int index = 0; index < numbers.length; index++) {
            double expected = Math.log1p(numbers[index]);
            if (Math.abs(actual[index] - expected) > MOST_ULPS * Math.ulp(expected)) {
                assertThat(actual[index]).as("log1p of " + numbers[index]).isEqualTo(expected);
            }
        }
    }
}
