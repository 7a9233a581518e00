package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/**
 * Losses on a scale of their own: 0 is the least, 1 the median, and nothing above 11, so that no diverged trial decides the
 * scale. A failed trial counts as the worst.
 *
 * @param relative one per observation
 * @param unit what 1 stands for
 */
record Losses(double[] relative, double unit) {
    private static final double MOST = 11;

    /** @param losses finite, or NaN where a trial failed; at least one is finite */
    static Losses of(double[] losses) {
        double[] sorted = Arrays.stream(losses)
                .filter(loss -> !Double.isNaN(loss))
                .sorted()
                .toArray();
        double half = halfUnit(sorted);
        double worst = relative(sorted[sorted.length - 1], sorted[0], half);
        double[] relative = Arrays.stream(losses)
                .map(loss -> Double.isNaN(loss) ? worst : relative(loss, sorted[0], half))
                .toArray();
        return new Losses(relative, 2 * half);
    }

    /** Half the distance from the least to the median, or to the next loss above the least; halves do not overflow. */
    private static double halfUnit(double[] sorted) {
        for (int index = sorted.length / 2; index < sorted.length; index++) {
            double half = sorted[index] / 2 - sorted[0] / 2;
            if (half > 0) {
                return half;
            }
        }
        return 1;
    }

    private static double relative(double loss, double least, double half) {
        return Math.min((loss / 2 - least / 2) / half, MOST);
    }
}
