package dev.hone.driver.cli.progress;

import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;

/** The live line of a search: written anew at each tick and wiped at the end. */
public final class TerminalProgress implements StudyListener {
    private final LiveLine line;

    public TerminalProgress(LiveLine line) {
        this.line = line;
    }

    @Override
    public void started(StudyProgress progress) {
        tick(progress);
    }

    @Override
    public void tick(StudyProgress progress) {
        line.show(ProgressText.of(progress));
    }

    @Override
    public void finished(StudyProgress progress) {
        line.wipe();
    }
}
