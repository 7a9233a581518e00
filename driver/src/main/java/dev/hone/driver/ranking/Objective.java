package dev.hone.driver.ranking;

import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Locale;

/**
 * What a study optimizes: the mean of a metric over the folds.
 *
 * @param metric name of the metric
 * @param direction whether larger or smaller is better
 * @param ties which scores are equal
 */
public record Objective(String metric, Direction direction, Ties ties) {

    /** Bits of a double's 52 that are rounded away: the others tell scores that differ by more than one part in 10^12. */
    private static final long ROUNDED = 0xFFF;

    /** Scores that are equal within rounding tie. */
    public Objective(String metric, Direction direction) {
        this(metric, direction, Ties.ROUNDED);
    }

    /** Which scores are equal, so that the lower number comes first. */
    public enum Ties {
        /** Those that are equal within rounding; see {@link #ranked}. */
        ROUNDED,
        /** Only those that are the same number, as in Spark's {@code CrossValidator}. */
        EXACT
    }

    /** Mean of the metric over the folds of a trial; NaN if the trial has failed or the metric is undefined. */
    public double score(TrialOutcome outcome) {
        return outcome instanceof Scored scored ? scored.mean(metric) : Double.NaN;
    }

    /** The {@link #score} as it is minimized: of a metric that is maximized, its negative. */
    public double loss(TrialOutcome outcome) {
        return direction == Direction.MINIMIZE ? score(outcome) : -score(outcome);
    }

    /**
     * A score as it is ranked: rounded to 40 binary digits after the first, about one part in 10^12, so that scores that are
     * equal but for the rounding of sums tie. Rounding keeps the order of scores, so ranks are a total order; scores closer than
     * that may still differ if a boundary lies between them.
     */
    public static double ranked(double score) {
        long bits = Double.doubleToLongBits(score);
        return Double.longBitsToDouble((bits + (ROUNDED + 1) / 2) & ~ROUNDED);
    }

    /**
     * Compares two trials: the better score first, of scores that are {@linkplain #ranked equal within rounding} the lower
     * number.
     */
    public int compare(double score, long number, double otherScore, long otherNumber) {
        double ranked = ties == Ties.ROUNDED ? ranked(score) : score;
        double otherRanked = ties == Ties.ROUNDED ? ranked(otherScore) : otherScore;
        if (ranked == otherRanked) {
            return Long.compare(number, otherNumber);
        }
        return direction.better(ranked, otherRanked) ? -1 : 1;
    }

    /** Which way a metric gets better. */
    public enum Direction {
        MAXIMIZE {
            @Override
            public boolean better(double score, double other) {
                return score > other;
            }
        },
        MINIMIZE {
            @Override
            public boolean better(double score, double other) {
                return score < other;
            }
        };

        /** Whether {@code score} is strictly better than {@code other}. */
        public abstract boolean better(double score, double other);

        /** As result files name it: {@code maximize} or {@code minimize}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The direction of that label.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Direction labelled(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}
