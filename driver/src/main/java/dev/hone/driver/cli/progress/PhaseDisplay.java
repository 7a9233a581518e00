package dev.hone.driver.cli.progress;

import java.io.PrintStream;
import java.time.Duration;

/** How {@link Phases} are told to the user. */
sealed interface PhaseDisplay {

    /**
     * Tells the phase that goes on.
     *
     * @param number of the phase; another one has another
     * @param elapsed how long it has lasted
     */
    void tick(int number, String phase, Duration elapsed);

    /** Clears what is shown of a phase that has ended. */
    void end();

    /** A live line from the start, with the time that the phase has taken. */
    record OnTerminal(LiveLine line) implements PhaseDisplay {
        @Override
        public void tick(int number, String phase, Duration elapsed) {
            line.show(phase + ", " + ProgressText.clock(elapsed));
        }

        @Override
        public void end() {
            line.wipe();
        }
    }

    /**
     * One line per phase once it has lasted {@link #PATIENCE}, so that a mistake that is found before is told alone. Not safe for use
     * by several threads.
     */
    final class Logged implements PhaseDisplay {
        static final Duration PATIENCE = Duration.ofSeconds(15);

        private final PrintStream log;
        private int told;

        Logged(PrintStream log) {
            this.log = log;
        }

        @Override
        public void tick(int number, String phase, Duration elapsed) {
            if (number != told && elapsed.compareTo(PATIENCE) >= 0) {
                told = number;
                log.println(Character.toUpperCase(phase.charAt(0)) + phase.substring(1) + " ...");
            }
        }

        @Override
        public void end() {
            // A line of a log stays.
        }
    }

    /** Tells nothing. */
    record Silent() implements PhaseDisplay {
        @Override
        public void tick(int number, String phase, Duration elapsed) {}

        @Override
        public void end() {}
    }
}
