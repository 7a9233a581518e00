package dev.hone.tuning;

import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.trial.TrialOutcome;

/** Hands what happens on to a user's listener. */
record ListenerAdapter(TuningListener listener) implements StudyListener {
    @Override
    public void ended(TrialOutcome outcome, StudyProgress progress) {
        listener.progress(TuningProgress.of(progress));
    }

    @Override
    public void tick(StudyProgress progress) {
        listener.progress(TuningProgress.of(progress));
    }

    @Override
    public void finished(StudyProgress progress) {
        listener.progress(TuningProgress.of(progress));
    }
}
