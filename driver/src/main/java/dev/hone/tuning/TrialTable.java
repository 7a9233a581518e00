package dev.hone.tuning;

import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How all trials did.
 *
 * @param foldMetrics score by fold and trial; NaN where the trial failed
 * @param lanes by trial: fast, inline or cluster
 * @param messages by trial: why it failed, empty if it did not
 */
record TrialTable(double[][] foldMetrics, String[] lanes, String[] messages) implements Serializable {

    static TrialTable of(TuningScores scores) {
        return new TrialTable(scores.metrics(), scores.lanes(), scores.messages());
    }

    /** These trials and others, on the same folds. */
    TrialTable and(TrialTable others) {
        return new TrialTable(
                joined(foldMetrics, others.foldMetrics),
                joined(lanes, others.lanes),
                joined(messages, others.messages));
    }

    /** Each array of the one, followed by that of the other. */
    private static double[][] joined(double[][] first, double[][] second) {
        double[][] joined = new double[first.length][];
        for (int fold = 0; fold < joined.length; fold++) {
            joined[fold] = DoubleStream.concat(Arrays.stream(first[fold]), Arrays.stream(second[fold]))
                    .toArray();
        }
        return joined;
    }

    private static String[] joined(String[] first, String[] second) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(String[]::new);
    }

    int trials() {
        return lanes.length;
    }

    double[] ofTrial(int trial) {
        return Arrays.stream(foldMetrics).mapToDouble(fold -> fold[trial]).toArray();
    }

    /** Mean over the folds, by trial. */
    double[] means() {
        return IntStream.range(0, trials())
                .mapToDouble(trial -> mean(ofTrial(trial)))
                .toArray();
    }

    /** Standard deviation over the folds, by trial, as NumPy's {@code std} and PySpark's {@code stdMetrics} have it. */
    double[] deviations() {
        return IntStream.range(0, trials())
                .mapToDouble(trial -> deviation(ofTrial(trial)))
                .toArray();
    }

    /**
     * The first trial of the strictly best mean, by Spark's own rule: where scores equal CrossValidator's, so does the choice,
     * also between means that differ by rounding only. None if all failed.
     */
    OptionalInt best(boolean largerIsBetter) {
        double[] means = means();
        return IntStream.range(0, trials())
                .filter(trial -> !Double.isNaN(means[trial]))
                .reduce((best, trial) ->
                        (largerIsBetter ? means[trial] > means[best] : means[trial] < means[best]) ? trial : best);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).reduce(0, Double::sum) / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / values.length);
    }
}
