package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.optimize.DifferentiableFunction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitialLossCacheTest {
    private static final int ENOUGH = 1 << 16;

    private final AtomicInteger computed = new AtomicInteger();
    private final DifferentiableFunction square = (point, gradient) -> {
        computed.incrementAndGet();
        gradient[0] = 2 * point[0];
        return point[0] * point[0];
    };

    @Test
    void aPointIsComputedOnceALoss() {
        InitialLossCache means = new InitialLossCache(ENOUGH);

        for (String loss : new String[] {"a", "b", "a", "b"}) {
            assertMean(means, loss, 3);
        }

        assertThat(computed).hasValue(2);
    }

    @Test
    void pointsDifferByTheirBits() {
        InitialLossCache means = new InitialLossCache(ENOUGH);

        assertMean(means, "a", 0.0);
        assertMean(means, "a", -0.0);

        assertThat(computed).hasValue(2);
    }

    @Test
    void whatIsWantedAgainStaysAndOtherPointsGo() {
        InitialLossCache means = new InitialLossCache(ENOUGH);

        for (int training = 0; training < 20; training++) {
            assertMean(means, "a", 1);
            assertMean(means, "a", 100 + training);
        }
        assertMean(means, "a", 100);

        assertThat(computed).hasValue(22);
    }

    @Test
    void pointsThatTakeTooMuchMemoryAreNotKept() {
        InitialLossCache means = new InitialLossCache(15);

        assertMean(means, "a", 1);
        assertMean(means, "a", 1);

        assertThat(computed).hasValue(2);
    }

    @Test
    void tasksAtOnePointAtOnceComputeItOnce() {
        InitialLossCache means = new InitialLossCache(ENOUGH);

        IntStream.range(0, 8).parallel().forEach(task -> assertMean(means, "a", 7));

        assertThat(computed).hasValue(1);
    }

    private void assertMean(InitialLossCache means, String loss, double at) {
        double[] gradient = new double[1];
        double[] point = {at};

        assertThat(means.at(loss, point, gradient, square)).isEqualTo(at * at);
        assertThat(gradient).containsExactly(2 * at);
        point[0] = -1;
    }
}
