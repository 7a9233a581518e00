package dev.hone.driver.sampler.gp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How losses become the scores that a Gaussian process models, since the tails of losses are often far heavier than normal.
 *
 * <pre>
 *   t of Losses
 *   z = t   or   z = log(t + shift),   shift 1 to 0.001        then with mean 0 and variance 1
 * </pre>
 *
 * <p>A smaller shift spreads the losses near the least and compresses the bad ones; which one suits is told by the likelihood
 * of the losses, each with the density's change of variables (Snelson, Rasmussen and Ghahramani, "Warped Gaussian processes",
 * NIPS 2003), and a prior that prefers larger shifts.
 *
 * @param shift infinite where losses are not warped
 */
record Warp(double shift) {
    /** From the weakest to the strongest. */
    static final List<Warp> ALL = DoubleStream.of(Double.POSITIVE_INFINITY, 1, 0.1, 0.01, 0.001)
            .mapToObj(Warp::new)
            .toList();

    private static final double PENALTY_PER_DECADE = 0.5;

    /** The scores of losses on the relative scale t. */
    Scores scores(double[] relative) {
        double[] warped = Arrays.stream(relative).map(this::warped).toArray();
        double mean = mean(warped);
        double deviation = Math.sqrt(mean(Arrays.stream(warped)
                .map(value -> (value - mean) * (value - mean))
                .toArray()));
        if (!(deviation > 0)) {
            return new Scores(new double[relative.length], new double[relative.length]);
        }
        double[] logSlopes = Arrays.stream(relative)
                .map(value -> logSlope(value) - StrictMath.log(deviation))
                .toArray();
        return new Scores(
                Arrays.stream(warped).map(value -> (value - mean) / deviation).toArray(), logSlopes);
    }

    private double warped(double relative) {
        return Double.isInfinite(shift) ? relative : StrictMath.log(relative + shift);
    }

    private double logSlope(double relative) {
        return Double.isInfinite(shift) ? 0 : -StrictMath.log(relative + shift);
    }

    /** The negative logarithm of the prior probability, up to a constant. */
    double penalty() {
        return Double.isInfinite(shift) ? 0 : PENALTY_PER_DECADE * (1 - StrictMath.log10(shift));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * Warped losses.
     *
     * @param values z
     * @param logSlopes log dz/dt of each
     */
    record Scores(double[] values, double[] logSlopes) {
        /** Some of them. */
        Scores at(int[] rows) {
            return new Scores(
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> logSlopes[row]).toArray());
        }

        /** The logarithm of the Jacobian of the warp. */
        double logJacobian() {
            double sum = 0;
            for (double logSlope : logSlopes) {
                sum += logSlope;
            }
            return sum;
        }

        /** The variance of scores that goes with a variance of t at the median score. */
        double variance(double relative) {
            double[] sorted = logSlopes.clone();
            Arrays.sort(sorted);
            return relative * StrictMath.exp(2 * sorted[sorted.length / 2]);
        }
    }
}
