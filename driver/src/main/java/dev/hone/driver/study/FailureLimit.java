package dev.hone.driver.study;

import dev.hone.driver.ranking.FailureReasons;
import dev.hone.driver.ranking.Leaderboard;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many trials may fail before a search gives up. */
public sealed interface FailureLimit {

    /**
     * Reads a limit: a number of trials, at least 0, such as {@code 10}, or a share of those that have ended, from {@code 0%} to
     * {@code 100%}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static FailureLimit parse(String text) {
        Matcher matcher = Written.PATTERN.matcher(text);
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            if (matcher.group(2).isEmpty()) {
                return new Count(number);
            }
            if (number <= Written.ALL) {
                return new Share(number);
            }
        }
        throw new IllegalArgumentException(
                "must be a number of trials such as 10, or a share of those that have ended such as 20% (value: " + text
                        + ")");
    }

    /** Whether more have failed than may. */
    boolean isExceeded(long failed, long ended);

    /** As {@link #parse} reads it. */
    String text();

    /**
     * One line on a search that has given up.
     *
     * @param leaderboard of the search
     * @param setting what the limit is called where it is set
     */
    default String exceeded(Leaderboard leaderboard, String setting) {
        long ended = (long) leaderboard.succeeded() + leaderboard.failed();
        return String.format(
                Locale.ROOT,
                "%d of %d trials have failed, more than %s allows (%s); %s",
                leaderboard.failed(),
                ended,
                setting,
                text(),
                FailureReasons.of(leaderboard.failures()).text(1));
    }

    /**
     * A number of trials.
     *
     * @param most that may fail, at least 0
     */
    record Count(int most) implements FailureLimit {
        public Count {
            if (most < 0) {
                throw new IllegalArgumentException("must be at least 0 (value: " + most + ")");
            }
        }

        @Override
        public boolean isExceeded(long failed, long ended) {
            return failed > most;
        }

        @Override
        public String text() {
            return Integer.toString(most);
        }
    }

    /**
     * A share of the trials that have ended, once {@value #LEAST_ENDED} have, so that a first one that fails is not taken for all.
     *
     * @param percent of them that may fail, 0 to 100
     */
    record Share(int percent) implements FailureLimit {
        /** How many trials must have ended for their share to count. */
        static final int LEAST_ENDED = 10;

        public Share {
            if (percent < 0 || percent > Written.ALL) {
                throw new IllegalArgumentException("must be between 0% and 100% (value: " + percent + "%)");
            }
        }

        @Override
        public boolean isExceeded(long failed, long ended) {
            return ended >= LEAST_ENDED && Written.ALL * failed > percent * ended;
        }

        @Override
        public String text() {
            return percent + "%";
        }
    }

    /** How limits are written. */
    final class Written {
        private static final Pattern PATTERN = Pattern.compile("([0-9]{1,9})(%?)");
        private static final int ALL = 100;

        private Written() {}
    }
}
