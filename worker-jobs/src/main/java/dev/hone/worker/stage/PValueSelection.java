package dev.hone.worker.stage;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which features a selector takes by the p-values of its test.
 *
 * @param mode numTopFeatures, percentile, fpr, fdr or fwe, as the selectors' params name them
 * @param threshold number, share of the features, or highest p-value, false discovery or family-wise error rate
 */
record PValueSelection(String mode, double threshold) {

    /** Indices of the features, in the order in which Spark collects them. */
    int[] of(double[] pValues) {
        int number = pValues.length;
        return switch (mode) {
            case "numTopFeatures" -> top(pValues, (int) threshold);
            case "percentile" -> top(pValues, (int) (number * threshold));
            case "fdr" -> top(pValues, discoveries(pValues));
            case "fwe" -> all(number, index -> pValues[index] < threshold / number);
            default -> all(number, index -> pValues[index] < threshold);
        };
    }

    private static int[] all(int number, IntPredicate isTaken) {
        return IntStream.of(ShuffleOrder.of(number)).filter(isTaken).toArray();
    }

    /** Those of the smallest p-values, by p-value and index; NaN is the largest. */
    private static int[] top(double[] pValues, int most) {
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> pValues[index]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Benjamini and Hochberg: the most whose largest p-value p of rank k has {@code p <= threshold * k / number}. */
    private int discoveries(double[] pValues) {
        int[] ranked = top(pValues, pValues.length);
        double step = threshold / pValues.length;
        int most = 0;
        for (int rank = 1; rank <= ranked.length; rank++) {
            if (pValues[ranked[rank - 1]] <= step * rank) {
                most = rank;
            }
        }
        return most;
    }
}
