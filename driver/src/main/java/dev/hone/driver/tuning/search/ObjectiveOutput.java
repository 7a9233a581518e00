package dev.hone.driver.tuning.search;

import dev.hone.driver.cli.progress.ProgressText;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.report.LeaderboardFile;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.study.StudyListener;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.TrialConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.package$;

/**
 * The output folder of a study of an objective function: {@code journal/}, {@code status.json}, {@code leaderboard.csv} and
 * last {@code result.json}, whose {@code table} and {@code validation} say that there are none.
 */
public final class ObjectiveOutput implements AutoCloseable {
    private static final String LEADERBOARD = "leaderboard.csv";
    private static final String RESULT = "result.json";
    private static final String NONE = "none";

    private final SearchFolder output;
    private final OutputFolder folder;
    private final StudyPlan plan;
    private final WriteRetries retries = new WriteRetries();
    private final Instant start = Instant.now();

    private ObjectiveOutput(SearchFolder output, StudyPlan plan) {
        this.output = output;
        this.plan = plan;
        folder = output.folder();
    }

    /**
     * Makes the folder where it is missing, and its journal.
     *
     * @throws dev.hone.worker.data.InvalidInputException if it cannot be written to, or holds something else
     */
    public static ObjectiveOutput open(String location, Configuration hadoop, StudyPlan plan) {
        return new ObjectiveOutput(
                SearchFolder.open(
                        location,
                        hadoop,
                        new SearchFolder.Search(plan.identity(), Optional::empty, plan.planned(), "searching")),
                plan);
    }

    public TrialJournal journal() {
        return output.journal();
    }

    public StudyListener listener() {
        return output.status();
    }

    /**
     * Writes what a study has found, at least one trial with a score.
     *
     * @param trials the configuration of each trial by number
     * @param state how it ended
     */
    public void write(Leaderboard leaderboard, LongFunction<TrialConfig> trials, State state) {
        LeaderboardFile file = new LeaderboardFile(plan.settings().space().params(), trials);
        retries.run(() -> folder.replace(LEADERBOARD, writer -> file.write(leaderboard, writer)));
        String result = result(leaderboard).toJson(leaderboard);
        retries.run(() -> folder.replace(RESULT, writer -> writer.print(result)));
        String metric = leaderboard.objective().metric();
        double best = leaderboard.best().trial().orElseThrow().mean(metric);
        output.end(state, metric + " " + ProgressText.score(best));
    }

    private StudyResult result(Leaderboard leaderboard) {
        Instant end = Instant.now();
        return new StudyResult(
                new StudyResult.StudySource(plan.name(), ""),
                new StudyResult.Table("", NONE, 0, "", List.of()),
                new StudyResult.Validation(NONE, 1, Map.of()),
                plan.settings().seed(),
                plan.sampler().isCounted()
                        ? plan.sampler().trials()
                        : (long) leaderboard.succeeded() + leaderboard.failed(),
                new StudyResult.Curves(Optional.empty(), OptionalLong.empty()),
                new StudyResult.SearchTime(start, end, Duration.between(start, end)),
                StudyResult.Versions.with(package$.MODULE$.SPARK_VERSION()),
                new StudyResult.Output(Optional.empty(), Secrets.redacted(folder.location(LEADERBOARD))),
                Optional.empty());
    }

    /** Tells that a study ended before a trial had a score; what is in its journal is kept. */
    public void interrupted() {
        output.end(State.INTERRUPTED, "no trial has a score");
    }

    /** See {@link SearchFolder#fail}. */
    public void fail(Throwable thrown) {
        output.fail(thrown);
    }

    /** See {@link SearchFolder#discard}. */
    public void discard() {
        output.discard();
    }

    @Override
    public void close() {
        output.close();
    }
}
