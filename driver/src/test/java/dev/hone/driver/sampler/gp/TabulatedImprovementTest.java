package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabulatedImprovementTest {
    private static final TabulatedImprovement TABLE = TabulatedImprovement.INSTANCE;

    @Test
    void isNearTheExactValueEverywhereInTheTable() {
        DoubleStream.concat(
                        new Random(1).doubles(2000, -40, 8), DoubleStream.of(Math.nextUp(-40.0), 0, Math.nextDown(8.0)))
                .forEach(z -> {
                    assertThat(TABLE.log(z)).isCloseTo(LogExpectedImprovement.log(z), within(1e-8));
                    assertThat(TABLE.slope(z)).isCloseTo(LogExpectedImprovement.slope(z), within(1e-6));
                });
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e8, -40.001, 8, 1e5})
    void isExactOutsideTheTable(double z) {
        assertThat(TABLE.log(z)).isEqualTo(LogExpectedImprovement.log(z));
        assertThat(TABLE.slope(z)).isEqualTo(LogExpectedImprovement.slope(z));
    }
}
