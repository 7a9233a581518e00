package dev.hone.driver.reduce;

import java.util.Locale;

/**
 * What a study optimizes: the mean of a metric over the folds.
 *
 * @param metric name of the metric
 * @param direction whether larger or smaller is better
 */
public record Objective(String metric, Direction direction) {

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
