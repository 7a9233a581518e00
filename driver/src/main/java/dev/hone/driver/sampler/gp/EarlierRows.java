package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/**
 * Which observations are those of an earlier run. What the run measured is the function of this one, but on a level of its own,
 * which all of its observations share, and with more noise: the table may have changed, and the folds are others.
 *
 * <pre>
 *   z_i = f(x_i) + noise                                       of this run
 *   z_i = f(x_i) + level + extra_i + noise                     of the earlier one
 *   level of variance 0.25, extra of variance 0.05, where scores have variance 1
 * </pre>
 *
 * @param marks by observation
 */
record EarlierRows(boolean[] marks) {
    private static final double LEVEL_VARIANCE = 0.25;
    private static final double EXTRA_NOISE = 0.05;

    /** The first ones. */
    static EarlierRows first(int earlier, int observations) {
        boolean[] marks = new boolean[observations];
        Arrays.fill(marks, 0, earlier, true);
        return new EarlierRows(marks);
    }

    /** Of some observations. */
    EarlierRows at(int[] rows) {
        boolean[] some = new boolean[rows.length];
        for (int index = 0; index < rows.length; index++) {
            some[index] = marks[rows[index]];
        }
        return new EarlierRows(some);
    }

    /** What two different observations have in common besides the function. */
    double covariance(int row, int other) {
        return isEarlier(row) && isEarlier(other) ? LEVEL_VARIANCE : 0;
    }

    /** What the variance of an observation has besides that of the function. */
    double variance(int row, double noise) {
        return isEarlier(row) ? noise + LEVEL_VARIANCE + EXTRA_NOISE : noise;
    }

    /** Whether a row is an observation of the earlier run; rows after the observations are of this one. */
    boolean isEarlier(int row) {
        return row < marks.length && marks[row];
    }
}
