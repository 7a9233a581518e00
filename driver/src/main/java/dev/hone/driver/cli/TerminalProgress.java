package dev.hone.driver.cli;

import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import java.io.PrintStream;

/** One live line at the foot of a terminal, written anew at each tick and wiped at the end. */
final class TerminalProgress implements StudyListener {
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream terminal;
    private final int columns;

    /** @param columns width of the terminal; a longer line is cut */
    TerminalProgress(PrintStream terminal, int columns) {
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
        terminal.print(WIPE + line.substring(0, Math.min(line.length(), columns - 1)));
        terminal.flush();
    }

    @Override
    public void finished(StudyProgress progress) {
        terminal.print(WIPE);
        terminal.flush();
    }
}
