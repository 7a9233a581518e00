package dev.hone.driver.publish;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A two-sided confidence interval of an improvement, of Student's t.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    /** The share of intervals that hold the true improvement. */
    public static final double CONFIDENCE = 0.95;

    /** Groups of the jackknife: with 19 degrees of freedom more of them would hardly narrow the interval. */
    private static final int GROUPS = 20;

    /**
     * That of the mean over folds, by the corrected resampled t-test of Nadeau and Bengio ("Inference for the generalization
     * error", Machine Learning 52, 2003): the training rows of folds overlap, so the variance of the mean of {@code J} differences
     * is not {@code s^2 / J} but about {@code (1/J + n_test/n_train) s^2}. Repeated folds count as folds.
     *
     * @param improvements by fold
     * @param testShare test rows per training row
     * @return nothing of fewer than two folds, or if an improvement is not finite
     */
    public static Optional<Interval> ofFolds(double[] improvements, double testShare) {
        int folds = improvements.length;
        if (folds < 2) {
            return Optional.empty();
        }
        double variance = squares(improvements) / (folds - 1);
        return around(mean(improvements), Math.sqrt((1.0 / folds + testShare) * variance), folds - 1);
    }

    /**
     * That of an improvement on one set of rows, both models being scored on the same ones, by the delete-a-group jackknife
     * (Kott, "The delete-a-group jackknife", Journal of Official Statistics 17, 2001; Shao and Wu, "A general theory for jackknife
     * variance estimation", Annals of Statistics 17, 1989): rows are dealt to {@code G} random groups, and the variance is {@code
     * (G - 1)/G} times the sum of squares of the improvements without each group. That takes {@code G} times two scores where a
     * bootstrap would take a thousand, and holds for metrics that are no means over rows, as areas under a curve.
     *
     * @param rows becomes the method's own
     * @param observed the improvement on all rows
     * @param improvement on some rows
     * @return nothing of fewer than two rows, or if an improvement is not finite
     */
    public static Optional<Interval> ofRows(
            int[] rows, double observed, ToDoubleFunction<int[]> improvement, long seed) {
        int groups = Math.min(GROUPS, rows.length);
        if (groups < 2) {
            return Optional.empty();
        }
        shuffle(rows, new SplittableRandom(seed));
        double[] without = new double[groups];
        for (int group = 0; group < groups; group++) {
            without[group] = improvement.applyAsDouble(withoutGroup(rows, group, groups));
        }
        double variance = squares(without) * (groups - 1) / groups;
        return around(observed, Math.sqrt(variance), groups - 1);
    }

    private static Optional<Interval> around(double center, double standardError, int degreesOfFreedom) {
        if (!Double.isFinite(center) || !Double.isFinite(standardError)) {
            return Optional.empty();
        }
        double quantile = new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return Optional.of(new Interval(center - quantile * standardError, center + quantile * standardError));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }

    /** The rows of all groups but one, in ascending order. */
    private static int[] withoutGroup(int[] dealt, int group, int groups) {
        int[] rest = new int[dealt.length];
        int size = 0;
        for (int place = 0; place < dealt.length; place++) {
            if (place % groups != group) {
                rest[size++] = dealt[place];
            }
        }
        int[] rows = Arrays.copyOf(rest, size);
        Arrays.sort(rows);
        return rows;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }
}
