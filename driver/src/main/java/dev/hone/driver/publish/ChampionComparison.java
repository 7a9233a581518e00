package dev.hone.driver.publish;

import java.util.function.Function;

/** Scores a champion on the rows on which the challenger is scored. */
@FunctionalInterface
public interface ChampionComparison {

    /**
     * Compares a champion with the challenger.
     *
     * @throws java.io.UncheckedIOException if the file system fails
     */
    Outcome compare(PublishedVersion champion);

    /** What came of it. */
    sealed interface Outcome {

        /** What one of the functions makes of it: of the scores, or of the reason why there are none. */
        <T> T map(Function<ScoreComparison, T> scores, Function<String, T> reason);
    }

    /** Both have a score. */
    record Compared(ScoreComparison comparison) implements Outcome {
        @Override
        public <T> T map(Function<ScoreComparison, T> scores, Function<String, T> reason) {
            return scores.apply(comparison);
        }
    }

    /**
     * The champion has no score on the rows.
     *
     * @param why not, in words that follow a colon
     */
    record Incomparable(String why) implements Outcome {
        @Override
        public <T> T map(Function<ScoreComparison, T> scores, Function<String, T> reason) {
            return reason.apply(why);
        }
    }
}
