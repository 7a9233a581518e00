package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/**
 * Losses on a scale of their own: 0 is the least, 1 the median of the first trials, which are spread over the space, and nothing is
 * above 11, so that no diverged trial decides the scale. A failed trial counts as the worst.
 *
 * <p>The median of all trials would not do: the more of them are near the least, the nearer it would be, and the finer the
 * differences that count.
 *
 * @param relative one per observation
 * @param unit what 1 stands for
 */
record Losses(double[] relative, double unit) {
    private static final double MOST = 11;

    /**
     * @param losses finite, or NaN where a trial failed; at least one is finite
     * @param first how many of them are spread over the space
     */
    static Losses of(double[] losses, int first) {
        double[] sorted = sorted(losses);
        double[] spread = sorted(Arrays.copyOf(losses, Math.min(first, losses.length)));
        double half = halfUnit(spread.length == 0 ? sorted : spread, sorted);
        double worst = relative(sorted[sorted.length - 1], sorted[0], half);
        double[] relative = Arrays.stream(losses)
                .map(loss -> Double.isNaN(loss) ? worst : relative(loss, sorted[0], half))
                .toArray();
        return new Losses(relative, 2 * half);
    }

    private static double[] sorted(double[] losses) {
        return Arrays.stream(losses)
                .filter(loss -> !Double.isNaN(loss))
                .sorted()
                .toArray();
    }

    /** Half the distance from the least to the median, or to the next loss above the least; halves do not overflow. */
    private static double halfUnit(double[] spread, double[] sorted) {
        double half = spread[spread.length / 2] / 2 - sorted[0] / 2;
        for (int index = 0; half <= 0 && index < sorted.length; index++) {
            half = sorted[index] / 2 - sorted[0] / 2;
        }
        return half > 0 ? half : 1;
    }

    private static double relative(double loss, double least, double half) {
        return Math.min((loss / 2 - least / 2) / half, MOST);
    }
}
