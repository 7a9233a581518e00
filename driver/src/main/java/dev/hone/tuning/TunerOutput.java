package dev.hone.tuning;

import dev.hone.driver.cli.progress.ProgressText;
import dev.hone.driver.execute.fault.SparkModels;
import dev.hone.driver.journal.SavedModel;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.report.LeaderboardFile;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.tuning.search.SearchFolder;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
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
    private static final String CONFIRM = SearchFolder.CONFIRM;
    private static final String FIRST_PHASE = "preparing the folds";

    private final SparkSession session;
    private final SearchFolder output;
    private final OutputFolder folder;
    private final SearchIdentity search;
    private final Instant start = Instant.now();

    private final WriteRetries retries = new WriteRetries();

    /** Of what is evaluated again on other folds, once there is something. */
    private Optional<OutputFolder> confirmation = Optional.empty();

    private Optional<StudyJournal> confirmed = Optional.empty();

    private TunerOutput(SparkSession session, SearchFolder output, SearchIdentity search) {
        this.session = session;
        this.output = output;
        this.search = search;
        folder = output.folder();
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
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        SearchFolder.Search opened = new SearchFolder.Search(search.identity(), start, trials, FIRST_PHASE);
        SearchFolder output = search.startsAnew()
                ? SearchFolder.openAnew(location, hadoop, opened)
                : SearchFolder.open(location, hadoop, opened);
        return new TunerOutput(session, output, search);
    }

    TrialJournal journal() {
        return output.journal();
    }

    /** Opens the journal of what is evaluated again on other folds. */
    TrialJournal confirmationJournal() {
        output.status().phase("evaluating the best trials on other folds");
        OutputFolder own = folder.below(CONFIRM);
        confirmation = Optional.of(own);
        StudyJournal.check(own, search.identity());
        StudyJournal journal = StudyJournal.open(own, search.identity(), Clock.systemUTC());
        confirmed = Optional.of(journal);
        return journal;
    }

    StudyListener listener() {
        return output.status();
    }

    /**
     * Writes what a search has found.
     *
     * @param model with the best trial on all rows
     */
    void write(TunerSearch.Found found, HyperparameterTunerModel model) {
        Study study = found.study();
        LeaderboardFile file = new LeaderboardFile(found.params(), study::trial, CurveSampler.of(study.sampler()));
        retries.run(() -> folder.replace(LEADERBOARD, writer -> file.write(study.leaderboard(), writer)));
        Scored best = study.leaderboard().conclusion().orElseThrow().best();
        folder.delete(RESULT);
        output.status().phase("saving the model");
        save(model.bestModel(), best);
        StudyResult result = result(found);
        retries.run(() -> folder.replace(RESULT, writer -> writer.print(result.toJson(study.leaderboard()))));
        String metric = study.leaderboard().objective().metric();
        output.end(
                found.end() == StudyEnd.INTERRUPTED ? State.INTERRUPTED : State.SUCCEEDED,
                metric + " " + ProgressText.score(best.mean(metric)));
    }

    private void save(Model<?> model, Scored best) {
        if (!(model instanceof MLWritable writable)) {
            throw new InvalidInputException("output " + folder.location() + ": Spark cannot save a "
                    + model.getClass().getName() + " (it is not MLWritable)");
        }
        retries.run(
                () -> SavedModel.save(folder, MODEL, best.config().number(), uri -> SparkModels.save(writable, uri)));
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
                        study.leaderboard().conclusion().map(Conclusion::best)),
                new StudyResult.SearchTime(start, end, Duration.between(start, end)),
                StudyResult.Versions.with(session.version()),
                new StudyResult.Output(
                        Optional.of(Secrets.redacted(folder.location(MODEL))),
                        Secrets.redacted(folder.location(LEADERBOARD))),
                found.java());
    }

    /**
     * Tells that the search has failed; trials that have ended are kept. Of a search that was refused before any had, nothing
     * is.
     */
    void fail(Throwable thrown) {
        output.fail(thrown);
    }

    /** Leaves nothing of a search in which no trial has a score, so that the next one begins anew. */
    void discard() {
        output.discard();
    }

    @Override
    public void close() {
        try {
            confirmed.ifPresent(StudyJournal::close);
        } finally {
            confirmation.ifPresent(OutputFolder::close);
            output.close();
        }
    }
}
