package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Log1pTest {
    private static final long SEED = 20_261_202L;
    private static final int NUMBERS = 200_000;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                0x1p-54,
                0x1p-29,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                0.41421,
                0.41421356,
                0.414214,
                0.41422,
                0.5,
                1 - 0x1p-20,
                1 - 3 * 0x1p-20,
                1 - 4 * 0x1p-20,
                1 - 0x1p-53,
                1 - 0x1p-52
            })
    void numbersAtTheBordersOfTheMethodAreThoseOfStrictMath(double x) {
        DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x))
                .filter(number -> number >= 0 && number <= 1)
                .forEach(Log1pTest::assertThatOfStrictMath);
    }

    @Test
    void numbersFromZeroToOneAreThoseOfStrictMath() {
        assertThatOfStrictMath(random -> random);
    }

    @Test
    void smallNumbersAreThoseOfStrictMath() {
        assertThatOfStrictMath(random -> Math.exp(-40 * random));
    }

    @Test
    void numbersNearOneAreThoseOfStrictMath() {
        assertThatOfStrictMath(random -> 1 - Math.exp(-37 * random));
    }

    private static void assertThatOfStrictMath(DoubleUnaryOperator shape) {
        System.out.println("seed of the numbers: " + SEED);
        new Random(SEED).doubles(NUMBERS).map(shape).forEach(Log1pTest::assertThatOfStrictMath);
    }

    private static void assertThatOfStrictMath(double x) {
        if (Double.doubleToLongBits(Log1p.of(x)) != Double.doubleToLongBits(StrictMath.log1p(x))) {
            assertThat(Log1p.of(x)).as("log1p of " + x).isEqualTo(StrictMath.log1p(x));
        }
    }
}
