package dev.hone.driver.cli.progress;

import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A line per trial where there is no terminal, but no more than {@value #BURST} at a stroke and one each {@link #INTERVAL}
 * after that, so that a long search does not flood the log.
 */
public final class LoggedProgress implements StudyListener {
    static final int BURST = 20;
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Consumer<String> log;
    private int lines;
    private Duration lastLine = Duration.ZERO;

    /** @param log takes each line, with the trial in the {@link LogContext} if it is about one */
    public LoggedProgress(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void started(StudyProgress progress) {
        if (progress.continued() > 0) {
            log.accept("Continues after " + progress.continued()
                    + (progress.isCounted() ? " of " + progress.trials() : "") + " trials");
        }
    }

    @Override
    public void ended(TrialOutcome outcome, StudyProgress progress) {
        boolean due = progress.elapsed().minus(lastLine).compareTo(INTERVAL) >= 0;
        if (lines < BURST || due || progress.done() == progress.trials()) {
            lines++;
            lastLine = progress.elapsed();
            try (LogContext unused = LogContext.ofTrial(outcome.config())) {
                log.accept("Trial " + outcome.config().number() + ": " + result(outcome, progress) + "  ["
                        + ProgressText.of(progress) + "]");
            }
        }
    }

    private static String result(TrialOutcome outcome, StudyProgress progress) {
        String metric = progress.leaderboard().objective().metric();
        Optional<String> score = outcome instanceof Scored scored
                ? Optional.of(metric + " " + ProgressText.score(scored.mean(metric)))
                : Optional.empty();
        return score.orElseGet(() -> "failed, " + (outcome instanceof Failed failed ? failed.reason() : ""));
    }
}
