package dev.hone.driver.cli.progress;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * One line at the foot of a terminal, written anew each time. It never fills a row, and where the terminal has become narrower
 * and wraps the line before, all of its rows are wiped. Safe for use by several threads.
 */
public final class LiveLine {
    private static final String WIPE_ROW = "\r\u001b[K";
    private static final String WIPE_TO_END = "\r\u001b[J";

    private final PrintStream terminal;
    private final IntSupplier columns;
    private int shown;

    /** @param columns width of the terminal now; a longer line is cut */
    LiveLine(PrintStream terminal, IntSupplier columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    /** That of stderr, where {@code HONE_TERMINAL} says that it is a terminal, and of how many columns. */
    public static Optional<LiveLine> ofStderr() {
        return Optional.ofNullable(System.getenv("HONE_TERMINAL"))
                .filter(columns -> columns.matches("[1-9][0-9]{0,4}"))
                .map(columns -> new LiveLine(System.err, new TerminalWidth(Integer.parseInt(columns))));
    }

    synchronized void show(String line) {
        int width = columns.getAsInt();
        String cut = line.substring(0, Math.min(line.length(), width - 1));
        terminal.print(wiped(width) + cut);
        terminal.flush();
        shown = cut.length();
    }

    void wipe() {
        show("");
    }

    private String wiped(int width) {
        int rowsAbove = Math.max(0, shown - 1) / width;
        return rowsAbove == 0 ? WIPE_ROW : "\u001b[" + rowsAbove + "A" + WIPE_TO_END;
    }
}
