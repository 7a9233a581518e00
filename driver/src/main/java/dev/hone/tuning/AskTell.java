package dev.hone.tuning;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.study.OpenStudy;
import dev.hone.driver.study.StudyProgress;
import dev.hone.driver.tuning.search.ObjectiveOutput;
import dev.hone.driver.tuning.search.StudyPlan;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A study for who runs trials by an engine of their own: {@link #ask} gives the next trial, and {@link #tell} takes its score. Any
 * number of trials may have been asked for and not told yet; samplers take these into account. Needs no Spark session.
 *
 * <pre>{@code
 * try (AskTell study = AskTell.builder()
 *         .setSearchSpace(NamedParamSpace.builder().uniform("x", -5, 5).choice("mode", "a", "b").build())
 *         .setDirection("minimize")
 *         .setSampler("tpe")
 *         .setNumTrials(100)
 *         .open()) {
 *     for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
 *         Trial trial = next.get();
 *         study.tell(trial, loss(trial.getDouble("x"), trial.getString("mode")));
 *     }
 *     study.best().ifPresent(best -> System.out.println(best.trial()));
 * }
 * }</pre>
 *
 * <p>The same settings, asks and tells in the same order give the same trials, which are those that {@link ObjectiveTuner} has in
 * that order. With an output folder a trial that was told is on disk when {@code tell} returns; a study that is opened again gives
 * first the trials that were asked for and not told. {@code hone status} and {@code hone report} read the folder; {@code
 * leaderboard.csv} and {@code result.json} are written by {@link #close}.
 *
 * <p>Safe for use by many threads, which wait for each other.
 */
public final class AskTell implements AutoCloseable {
    private final StudyPlan plan;
    private final OpenStudy study;
    private final @Nullable ObjectiveOutput output;
    private final Clock clock;
    private final long openedAt;
    private final int continued;

    /** When each trial was asked for that has not been told. */
    private final Map<TrialConfig, Long> asked = new HashMap<>();

    private boolean closed;

    private AskTell(StudyPlan plan, @Nullable ObjectiveOutput output, Clock clock) {
        this.plan = plan;
        this.output = output;
        this.clock = clock;
        TrialJournal journal = output == null ? TrialJournal.none() : output.journal();
        study = new OpenStudy(plan.sampler(), plan.objective(), journal);
        openedAt = clock.millis();
        continued = study.outcomes().size();
        if (output != null) {
            output.listener().started(progress());
        }
    }

    /** Settings of a study, to be opened. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The next trial to run; empty if as many have been asked for as there are, {@code numTrials} or all points of the space.
     *
     * @throws IllegalStateException if the study is closed
     */
    public synchronized Optional<Trial> ask() {
        requireOpen();
        Optional<TrialConfig> next = study.ask();
        next.ifPresent(config -> asked.put(config, clock.millis()));
        return next.map(Trial::new);
    }

    /**
     * Takes the score of a trial; one that is NaN or infinite fails the trial.
     *
     * @throws IllegalArgumentException if the trial was not asked for, or has been told already
     * @throws IllegalStateException if the study is closed
     */
    public synchronized void tell(Trial trial, double score) {
        long nanos = end(trial);
        tell(
                Double.isFinite(score)
                        ? new Scored(trial.config(), Lane.INLINE, List.of(scored(score, nanos)), nanos)
                        : new Failed(
                                trial.config(),
                                FailureCategory.SCORE_NOT_FINITE,
                                "the score that was told is " + score,
                                nanos));
    }

    private FoldScore scored(double score, long nanos) {
        return new FoldScore(0, Map.of(plan.objective().metric(), score), nanos, 0);
    }

    /**
     * Takes that a trial has failed.
     *
     * @param reason one line for the leaderboard
     * @throws IllegalArgumentException if the trial was not asked for, or has been told already
     * @throws IllegalStateException if the study is closed
     */
    public synchronized void tellFailed(Trial trial, String reason) {
        long nanos = end(trial);
        tell(new Failed(trial.config(), FailureCategory.OBJECTIVE_FAILED, Secrets.redacted(reason), nanos));
    }

    /** The same, the reason being the innermost message of an exception. */
    public void tellFailed(Trial trial, Throwable reason) {
        tellFailed(trial, FailureMessage.of(reason));
    }

    /** Forgets that the trial was asked for; the time since then. */
    private long end(Trial trial) {
        requireOpen();
        Long since = asked.remove(trial.config());
        if (since == null) {
            throw new IllegalArgumentException(
                    "A trial must be asked for before it is told, and told once (" + trial + ")");
        }
        return Duration.ofMillis(clock.millis() - since).toNanos();
    }

    private void tell(TrialOutcome outcome) {
        study.tell(outcome);
        if (output != null) {
            output.listener().tick(progress());
        }
    }

    private StudyProgress progress() {
        return new StudyProgress(
                study.leaderboard(), plan.sampler().trials(), continued, Duration.ofMillis(clock.millis() - openedAt));
    }

    /** The trial with the best score so far, of equal scores the lower number; empty while none has a score. */
    public synchronized Optional<TrialResult> best() {
        return study.leaderboard().best().trial().map(best -> TrialResult.of(best, metric()));
    }

    /** All trials that have been told, failed ones and those of an earlier run included, by number. */
    public synchronized List<TrialResult> trials() {
        return TrialResult.of(study.outcomes(), metric());
    }

    /** Why there are fewer trials than were asked for, as one line: the space has fewer points. Empty if there are not. */
    public Optional<String> endsEarly() {
        return plan.exhausted();
    }

    private String metric() {
        return plan.objective().metric();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The study is closed");
        }
    }

    /**
     * Ends the study, and writes its result files where it has an output folder. Trials that were not told are given again when it
     * is opened the next time. What has been told can be read on; a second call changes nothing.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (output != null) {
            try (output) {
                failing(output, () -> write(output));
            }
        }
    }

    /** Does something that ends the study in its folder as failed if it fails. */
    private static void failing(ObjectiveOutput folder, Runnable action) {
        try {
            action.run();
        } catch (Throwable e) { // also of a journal that cannot be read or written
            folder.fail(e);
            throw e;
        }
    }

    private void write(ObjectiveOutput folder) {
        if (study.leaderboard().best().trial().isPresent()) {
            folder.write(study.leaderboard(), study::trial, isWhole() ? State.SUCCEEDED : State.INTERRUPTED);
        } else if (study.outcomes().isEmpty()) {
            folder.discard();
        } else {
            folder.interrupted();
        }
    }

    /** A study without a number of trials is whole whenever it is closed. */
    private boolean isWhole() {
        return !plan.sampler().isCounted()
                || study.outcomes().size() >= plan.sampler().trials();
    }

    /** Settings of a study whose trials are asked for and told. */
    public static final class Builder extends StudySettings<Builder> {
        private static final String NAME = "AskTell";

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Opens the study, and continues the one in its output folder. The number of trials may be left out.
         *
         * @throws dev.hone.worker.data.InvalidInputException if there is no search space, settings do not go together, or the
         *     output folder holds something else
         * @throws IllegalStateException if another driver runs a study in the output folder
         */
        public AskTell open() {
            StudyPlan plan = plan(NAME);
            ObjectiveOutput output = output().isEmpty() ? null : ObjectiveOutput.open(output(), hadoop(), plan);
            try {
                return new AskTell(plan, output, Clock.systemUTC());
            } catch (Throwable e) {
                if (output != null) {
                    try (output) {
                        output.fail(e);
                    }
                }
                throw e;
            }
        }

        /** That of the Spark session, where there is one. */
        private static Configuration hadoop() {
            return SparkSession.getDefaultSession().isDefined()
                    ? SparkSession.getDefaultSession().get().sparkContext().hadoopConfiguration()
                    : new Configuration();
        }
    }
}
