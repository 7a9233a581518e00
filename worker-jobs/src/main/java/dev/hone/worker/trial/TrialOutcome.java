package dev.hone.worker.trial;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;

/** How a trial ended. A failure is data like a score; nothing in a trial fails a task. */
public sealed interface TrialOutcome extends Serializable {

    TrialConfig config();

    /** Wall time of the trial inside its task, nanoseconds. */
    long nanos();

    /**
     * Which of two outcomes of this trial counts: this one, unless it failed by circumstances and was run again.
     *
     * @param later what came of it then
     */
    default TrialOutcome followedBy(TrialOutcome later) {
        return this instanceof Failed failed && failed.category().isOfCircumstances() ? later : this;
    }

    /** The same outcome of a trial whose params are told otherwise. */
    TrialOutcome of(TrialConfig other);

    /**
     * Every fold was trained and scored; {@code choice} says by what. The objective, the first metric of each fold, is finite on
     * all of them; another metric may be NaN where undefined.
     */
    record Scored(TrialConfig config, LaneChoice choice, List<FoldScore> folds, long nanos) implements TrialOutcome {
        public Scored {
            folds = List.copyOf(folds);
            if (folds.isEmpty()) {
                throw new IllegalArgumentException("A scored trial has at least one fold");
            }
            for (FoldScore fold : folds) {
                fold.metrics().entrySet().stream()
                        .findFirst()
                        .ifPresent(objective -> requireFinite(objective.getKey(), objective.getValue(), fold.fold()));
            }
        }

        /** Of a lane without a reason. */
        public Scored(TrialConfig config, Lane lane, List<FoldScore> folds, long nanos) {
            this(config, new LaneChoice(lane, ""), folds, nanos);
        }

        private static void requireFinite(String metric, double value, int fold) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A scored trial's objective must be finite (" + metric + " of fold "
                        + fold + ": " + value + ")");
            }
        }

        @Override
        public Scored of(TrialConfig other) {
            return new Scored(other, choice, folds, nanos);
        }

        /** The slowest lane that a fold's training took. */
        public Lane lane() {
            return choice.lane();
        }

        /** Mean of a metric over the folds; NaN if it is undefined on any of them. */
        public double mean(String metric) {
            double sum = 0;
            for (FoldScore fold : folds) {
                sum += fold.metric(metric);
            }
            return sum / folds.size();
        }

        /**
         * Standard deviation of a metric over the folds as a population ({@code ddof = 0}), as scikit-learn's {@code
         * std_test_score}; 0 for one fold, NaN if it is undefined on any.
         */
        public double std(String metric) {
            double mean = mean(metric);
            double squares = 0;
            for (FoldScore fold : folds) {
                double difference = fold.metric(metric) - mean;
                squares += difference * difference;
            }
            return Math.sqrt(squares / folds.size());
        }

        /** Time spent in training over all folds, nanoseconds. */
        public long trainNanos() {
            return folds.stream().mapToLong(FoldScore::trainNanos).sum();
        }
    }

    /**
     * A fold failed, and with it the trial.
     *
     * @param message one line for the user
     * @param fold number of the fold, or {@value #NO_FOLD} where the failure is of none, such as a lost executor
     */
    record Failed(TrialConfig config, FailureCategory category, String message, int fold, long nanos)
            implements TrialOutcome {
        /** Stands for the fold of a failure that is of none. */
        public static final int NO_FOLD = -1;

        public Failed {
            if (fold < NO_FOLD) {
                throw new IllegalArgumentException(
                        "A failed trial's fold must be at least 0, or " + NO_FOLD + " for none (fold: " + fold + ")");
            }
        }

        /** A failure of no fold in particular. */
        public Failed(TrialConfig config, FailureCategory category, String message, long nanos) {
            this(config, category, message, NO_FOLD, nanos);
        }

        /** Number of the fold that failed; empty if the failure is of none. */
        public OptionalInt failedFold() {
            return fold == NO_FOLD ? OptionalInt.empty() : OptionalInt.of(fold);
        }

        /** Category and message. */
        public String reason() {
            return category + ": " + message;
        }

        @Override
        public Failed of(TrialConfig other) {
            return new Failed(other, category, message, fold, nanos);
        }
    }
}
