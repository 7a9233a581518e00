package dev.hone.driver.ranking;

import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Which trial a study recommends, and what is known of scores besides those observed.
 *
 * @param best the recommended trial
 * @param basis by which score it was picked
 * @param estimated what a model of all scores expects of each trial, by number; empty without a model
 * @param confirmed mean over the folds of the search and over other folds, by number; empty if no trial was confirmed
 */
public record Conclusion(Scored best, Basis basis, Map<Long, Double> estimated, Map<Long, Double> confirmed) {

    public Conclusion {
        estimated = Collections.unmodifiableMap(new LinkedHashMap<>(estimated));
        confirmed = Collections.unmodifiableMap(new LinkedHashMap<>(confirmed));
    }

    /** Kinds of scores. */
    public enum Basis {
        /** Mean over the folds of the search. */
        OBSERVED,
        /** Of a model of all scores. */
        ESTIMATED,
        /** Mean over the folds of the search and over other folds. */
        CONFIRMED;

        /** As result files name it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** That of a label; empty if there is none. */
        public static Optional<Basis> labelled(String label) {
            return Arrays.stream(values())
                    .filter(basis -> basis.label().equals(label))
                    .findFirst();
        }
    }

    /** The best observed score. */
    static Conclusion observed(Scored best) {
        return new Conclusion(best, Basis.OBSERVED, Map.of(), Map.of());
    }

    /** The estimated score of a trial; empty if it is not known. */
    public OptionalDouble estimatedScore(long trial) {
        return score(estimated, trial);
    }

    /** The confirmed score of a trial; empty if it was not confirmed. */
    public OptionalDouble confirmedScore(long trial) {
        return score(confirmed, trial);
    }

    private static OptionalDouble score(Map<Long, Double> scores, long trial) {
        @Nullable Double score = scores.get(trial);
        return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
    }
}
