package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.worker.train.TrainerContract.Case;
import dev.hone.worker.train.inline.ModelState;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Model;

/** Compares linear models whose sums were made in different orders: as {@link ModelState} does, but for rounding. */
final class LinearParity {
    private static final Set<String> ILL_CONDITIONED =
            Set.of("three classes, one of them without rows", "more features than rows", "mixed scales");
    private static final double OF_ILL_CONDITIONED = 1e-6;
    private static final double OF_OTHERS = 1e-9;
    private static final char BITS = '#';

    private LinearParity() {}

    /**
     * Models of a table: alike but for rounding, which an intercept that nothing penalizes, features of mixed scales and more
     * features than rows make larger on the way; {@link PartitionSpreadTest} compares that with MLlib's own.
     */
    static void assertAlike(Case trained, Model<?> expected, Model<?> actual) {
        assertAlike(
                expected, actual, ILL_CONDITIONED.contains(trained.table().name()) ? OF_ILL_CONDITIONED : OF_OTHERS);
    }

    /** @param tolerance of each number, as a part of the largest one */
    static void assertAlike(Model<?> expected, Model<?> actual, double tolerance) {
        List<String> expectedLines = ModelState.of(expected);
        List<String> actualLines = ModelState.of(actual);
        assertThat(names(actualLines)).isEqualTo(names(expectedLines));
        double scale = Math.max(1, largest(expectedLines));
        for (int index = 0; index < expectedLines.size(); index++) {
            if (isNumber(expectedLines.get(index))) {
                assertThat(number(actualLines.get(index)))
                        .as(expectedLines.get(index))
                        .isCloseTo(number(expectedLines.get(index)), within(tolerance * scale));
            }
        }
    }

    private static List<String> names(List<String> lines) {
        return lines.stream()
                .map(line -> isNumber(line) ? line.substring(0, line.lastIndexOf('=')) : line)
                .toList();
    }

    private static double largest(List<String> lines) {
        return lines.stream()
                .filter(LinearParity::isNumber)
                .mapToDouble(line -> Math.abs(number(line)))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    private static boolean isNumber(String line) {
        return line.indexOf(BITS) >= 0;
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf('=') + 1, line.lastIndexOf(BITS))
                .strip());
    }
}
