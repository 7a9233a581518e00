package dev.hone.driver.cli;

import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps {@code status.json} of a run up to date, at most every other second while it runs. */
final class StatusFile implements StudyListener {
    static final String NAME = "status.json";
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private final OutputFolder folder;
    private final String study;
    private final long trials;
    private final Clock clock;
    private Instant written = Instant.MIN;
    private long done;

    StatusFile(OutputFolder folder, String study, long trials, Clock clock) {
        this.folder = folder;
        this.study = study;
        this.trials = trials;
        this.clock = clock;
    }

    @Override
    public void started(StudyProgress progress) {
        running(progress);
    }

    @Override
    public void tick(StudyProgress progress) {
        if (!clock.instant().isBefore(written.plus(INTERVAL))) {
            running(progress);
        }
    }

    @Override
    public void finished(StudyProgress progress) {
        running(progress);
    }

    private void running(StudyProgress progress) {
        done = progress.done();
        write(State.RUNNING, ProgressText.of(progress));
    }

    void write(State state, String message) {
        written = clock.instant();
        StudyStatus status = new StudyStatus(study, state, message, trials, done, written);
        folder.replace(NAME, writer -> writer.print(status.toJson()));
    }
}
