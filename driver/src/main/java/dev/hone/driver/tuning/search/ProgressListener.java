package dev.hone.driver.tuning.search;

import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.trial.TrialOutcome;
import java.util.function.Consumer;

/**
 * Tells how far a search is whenever a trial has ended, at times, and at its end.
 *
 * @param told takes it
 */
public record ProgressListener(Consumer<StudyProgress> told) implements StudyListener {
    @Override
    public void ended(TrialOutcome outcome, StudyProgress progress) {
        told.accept(progress);
    }

    @Override
    public void tick(StudyProgress progress) {
        told.accept(progress);
    }

    @Override
    public void finished(StudyProgress progress) {
        told.accept(progress);
    }
}
