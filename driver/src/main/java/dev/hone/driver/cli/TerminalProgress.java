package dev.hone.driver.cli;

import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * One live line at the foot of a terminal, written anew at each tick and wiped at the end. It never fills a row, and where the
 * terminal has become narrower and wraps the line before, all of its rows are wiped.
 */
final class TerminalProgress implements StudyListener {
    private static final String WIPE_ROW = "\r\u001b[K";
    private static final String WIPE_TO_END = "\r\u001b[J";

    private final PrintStream terminal;
    private final IntSupplier columns;
    private int shown;

    /** @param columns width of the terminal now; a longer line is cut */
    TerminalProgress(PrintStream terminal, IntSupplier columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void started(StudyProgress progress) {
        tick(progress);
    }

    @Override
    public void tick(StudyProgress progress) {
        String line = ProgressText.of(progress);
        int width = columns.getAsInt();
        show(line.substring(0, Math.min(line.length(), width - 1)), width);
    }

    @Override
    public void finished(StudyProgress progress) {
        show("", columns.getAsInt());
    }

    private void show(String line, int width) {
        terminal.print(wipe(width) + line);
        terminal.flush();
        shown = line.length();
    }

    private String wipe(int width) {
        int rowsAbove = Math.max(0, shown - 1) / width;
        return rowsAbove == 0 ? WIPE_ROW : "\u001b[" + rowsAbove + "A" + WIPE_TO_END;
    }
}
