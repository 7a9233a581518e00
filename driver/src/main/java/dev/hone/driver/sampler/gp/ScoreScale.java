package dev.hone.driver.sampler.gp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Losses by the scores that a Gaussian process models: the warp is monotone, known at every observation, and taken as linear
 * between two of them. Beyond the observations it ends, since no mean of a process lies far outside of what was observed.
 */
final class ScoreScale {
    private final double[] scores;
    private final double[] losses;

    /**
     * @param scores z, one per observation
     * @param losses of the same observations; NaN where a trial failed
     */
    ScoreScale(double[] scores, double[] losses) {
        int[] ascending = IntStream.range(0, losses.length)
                .filter(row -> !Double.isNaN(losses[row]))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> scores[row]).thenComparingDouble(row -> losses[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.scores = Arrays.stream(ascending).mapToDouble(row -> scores[row]).toArray();
        this.losses = Arrays.stream(ascending).mapToDouble(row -> losses[row]).toArray();
    }

    /** The loss at a score. */
    double loss(double score) {
        int above = 0;
        while (above < scores.length && scores[above] < score) {
            above++;
        }
        if (above == 0 || above == scores.length) {
            return losses[Math.min(above, losses.length - 1)];
        }
        double width = scores[above] - scores[above - 1];
        double share = width > 0 ? (score - scores[above - 1]) / width : 1;
        return losses[above - 1] * (1 - share) + losses[above] * share;
    }
}
