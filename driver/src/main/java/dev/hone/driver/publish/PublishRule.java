package dev.hone.driver.publish;

import java.util.Locale;

/** When a challenger takes the champion's place. Without a champion it always does. */
public enum PublishRule {
    /** The interval of the improvement lies above the tolerance: the challenger is better, and not by the luck of its rows. */
    BETTER {
        @Override
        public boolean accepts(ScoreComparison comparison, double tolerance) {
            return comparison.interval().isPresent()
                    && comparison.interval().get().low() > tolerance + comparison.rounding();
        }

        @Override
        public String requirement(double tolerance) {
            return "the interval must lie above " + ScoreComparison.number(tolerance);
        }
    },
    /** The challenger's score is at most the tolerance worse. */
    NOT_WORSE {
        @Override
        public boolean accepts(ScoreComparison comparison, double tolerance) {
            return comparison.improvement() >= -(tolerance + comparison.rounding());
        }

        @Override
        public String requirement(double tolerance) {
            return "it may be worse by at most " + ScoreComparison.number(tolerance);
        }
    },
    /** Whatever the scores are, and where they cannot be compared, too. */
    ALWAYS {
        @Override
        public boolean accepts(ScoreComparison comparison, double tolerance) {
            return true;
        }

        @Override
        public String requirement(double tolerance) {
            return "nothing is required";
        }
    };

    /**
     * Whether the challenger takes the champion's place. Scores that are NaN are never better, nor not worse.
     *
     * @param tolerance in units of the metric, not negative
     */
    public abstract boolean accepts(ScoreComparison comparison, double tolerance);

    /** What the rule asks of a challenger, in words that follow a colon. */
    public abstract String requirement(double tolerance);

    /** As a study file spells it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PublishRule labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
