package dev.hone.driver.cli.progress;

import dev.hone.driver.Trials;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.trial.TrialOutcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A study whose trials end when the test says so, and what a listener printed of it. */
public final class ProgressFixture {
    private final Leaderboard leaderboard = new Leaderboard(new Objective("f1", Direction.MAXIMIZE), List.of("f1"));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StudyListener listener;
    private final long trials;
    private long continued;
    private Duration elapsed = Duration.ZERO;

    public ProgressFixture(long trials, Function<PrintStream, StudyListener> listener) {
        this.trials = trials;
        this.listener = listener.apply(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    StudyProgress progress() {
        return new StudyProgress(leaderboard, trials, continued, elapsed);
    }

    /** Trials that an earlier run has left. */
    void continued(TrialOutcome... outcomes) {
        for (TrialOutcome outcome : outcomes) {
            leaderboard.add(outcome);
            continued++;
        }
    }

    public void after(Duration duration) {
        elapsed = elapsed.plus(duration);
    }

    public void start() {
        listener.started(progress());
    }

    public void tick() {
        listener.tick(progress());
    }

    public void ended(TrialOutcome outcome) {
        leaderboard.add(outcome);
        listener.ended(outcome, progress());
    }

    /** The trials from one number to another, all of one score. */
    public void ended(int from, int to) {
        for (int number = from; number < to; number++) {
            ended(Trials.scored(number, "f1", 0.5));
        }
    }

    public void finish() {
        listener.finished(progress());
    }

    /** What was printed since the last call. */
    String printed() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }
}
