package dev.hone.tuning;

import dev.hone.driver.cli.progress.ProgressText;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.journal.SavedModel;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.report.LeaderboardFile;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.SparkSession;

/**
 * The output folder of a search, with the files of a study: {@code journal/}, {@code status.json}, {@code leaderboard.csv},
 * {@code model/} and last {@code result.json}. A search that was stopped is continued by the next one with the same trials on
 * the same rows.
 */
final class TunerOutput implements AutoCloseable {
    private static final String MODEL = "model";
    private static final String LEADERBOARD = "leaderboard.csv";
    private static final String RESULT = "result.json";
    private static final String JOURNAL = "journal";

    private final SparkSession session;
    private final OutputFolder folder;
    private final SearchIdentity search;
    private final StudyJournal journal;
    private final StatusFile status;
    private final boolean made;
    private final Instant start = Instant.now();

    private TunerOutput(
            SparkSession session,
            OutputFolder folder,
            SearchIdentity search,
            StudyJournal journal,
            StatusFile status,
            boolean made) {
        this.session = session;
        this.folder = folder;
        this.search = search;
        this.journal = journal;
        this.status = status;
        this.made = made;
    }

    /**
     * Makes the folder where it is missing, and its journal.
     *
     * @param start reads the earlier run that a search which has not begun starts from
     * @param trials number of trials; 0 where only a time limit ends the search
     * @throws InvalidInputException if it cannot be written to, or holds something else
     */
    static TunerOutput open(
            String location,
            SearchIdentity search,
            Supplier<Optional<WarmStart>> start,
            long trials,
            SparkSession session) {
        OutputFolder folder = OutputFolder.at(location, session.sparkContext().hadoopConfiguration());
        try {
            StudyIdentity identity = search.identity();
            StudyJournal.check(folder, identity);
            if (search.startsAnew()) {
                folder.deleteFolder(JOURNAL);
            }
            Optional<WarmStart> warm = StudyJournal.warmStart(folder).or(start);
            boolean made = folder.create();
            Clock clock = Clock.systemUTC();
            StudyJournal journal = StudyJournal.open(folder, identity, clock);
            warm.map(TunerWarmStart::logged).ifPresent(journal::startFrom);
            StatusFile status = new StatusFile(folder, identity.name(), trials, clock);
            status.start("preparing the folds");
            return new TunerOutput(session, folder, search, journal, status, made);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    TrialJournal journal() {
        return journal;
    }

    StudyListener listener() {
        return status;
    }

    /**
     * Writes what a search has found.
     *
     * @param model with the best trial on all rows
     */
    void write(TunerSearch.Found found, HyperparameterTunerModel model) {
        Study study = found.study();
        LeaderboardFile file = new LeaderboardFile(found.params(), study::trial, CurveSampler.of(study.sampler()));
        folder.replace(LEADERBOARD, writer -> file.write(study.leaderboard(), writer));
        Scored best = study.leaderboard().best().trial().orElseThrow();
        folder.delete(RESULT);
        status.phase("saving the model");
        save(model.bestModel(), best);
        StudyResult result = result(found);
        folder.replace(RESULT, writer -> writer.print(result.toJson(study.leaderboard())));
        String metric = study.leaderboard().objective().metric();
        end(
                found.end() == StudyEnd.INTERRUPTED ? State.INTERRUPTED : State.SUCCEEDED,
                metric + " " + ProgressText.score(best.mean(metric)));
    }

    private void save(Model<?> model, Scored best) {
        if (!(model instanceof MLWritable writable)) {
            throw new InvalidInputException("output " + folder.location() + ": Spark cannot save a "
                    + model.getClass().getName() + " (it is not MLWritable)");
        }
        try {
            writable.write().overwrite().save(folder.uri(MODEL));
            SavedModel.mark(folder, MODEL, best.config().number());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder.location(MODEL), e);
        }
    }

    private StudyResult result(TunerSearch.Found found) {
        Study study = found.study();
        Instant end = Instant.now();
        return new StudyResult(
                new StudyResult.StudySource(search.identity().name(), ""),
                new StudyResult.Table("DataFrame", "dataframe", search.rows(), search.fingerprint(), search.features()),
                search.validation(),
                search.seed(),
                study.trials(),
                StudyResult.Curves.of(
                        CurveSampler.of(study.sampler()),
                        study.leaderboard().best().trial()),
                new StudyResult.SearchTime(start, end, Duration.between(start, end)),
                StudyResult.Versions.with(session.version()),
                new StudyResult.Output(
                        Optional.of(Secrets.redacted(folder.location(MODEL))),
                        Secrets.redacted(folder.location(LEADERBOARD))),
                found.java());
    }

    /** Tells how the search ended. */
    void end(State state, String message) {
        journal.flush();
        status.end(state, message);
    }

    /**
     * Tells that the search has failed; trials that have ended are kept. Of a search that was refused before any had, nothing
     * is.
     */
    void fail(RuntimeException thrown) {
        if (Thread.currentThread().isInterrupted()) {
            // Files cannot be written by a thread that is interrupted.
            boolean unused = Thread.interrupted();
            end(State.INTERRUPTED, "interrupted; the next fit continues");
            Thread.currentThread().interrupt();
        } else if (thrown instanceof InvalidInputException && !journal.hasEntries()) {
            discard();
        } else {
            end(thrown instanceof InvalidInputException ? State.INVALID : State.FAILED, FailureMessage.of(thrown));
        }
    }

    /** Leaves nothing of a search in which no trial has a score, so that the next one begins anew. */
    void discard() {
        status.discard();
        folder.deleteFolder(JOURNAL);
        if (made) {
            folder.removeIfEmpty();
        }
    }

    @Override
    public void close() {
        status.close();
        folder.close();
    }
}
