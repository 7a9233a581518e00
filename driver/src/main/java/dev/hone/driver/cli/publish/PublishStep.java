package dev.hone.driver.cli.publish;

import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.execute.StudyExecutor;
import dev.hone.driver.execute.champion.ChampionScoring;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.publish.Challenger;
import dev.hone.driver.publish.ChampionComparison;
import dev.hone.driver.publish.FoldFingerprint;
import dev.hone.driver.publish.PublishDecision;
import dev.hone.driver.publish.PublishDefinition;
import dev.hone.driver.publish.PublishedFolder;
import dev.hone.driver.publish.Publisher;
import dev.hone.driver.publish.Scores;
import dev.hone.driver.report.StudyResult.Versions;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * The last step of a run that publishes: compares its best model with the latest version, and publishes it.
 *
 * @param session Spark
 * @param definition the study
 * @param identity what makes a run one of the study, on its table
 * @param rows with labels
 * @param folds how the rows are split
 * @param scoring of trials
 * @param kind what the study needs of the label
 * @param executor trains trials
 */
public record PublishStep(
        SparkSession session,
        StudyDefinition definition,
        StudyIdentity identity,
        TrainingData rows,
        FoldAssignment folds,
        Scoring scoring,
        LabelKind kind,
        StudyExecutor executor) {

    /** What is done in words of a user who waits for it. */
    public static final String PHASE = "publishing the model";

    /**
     * Makes the folder of the versions, so that one that cannot be written to is told before the search.
     *
     * @throws dev.hone.worker.data.InvalidInputException with the place in the study file if there can be no folder at that place
     * @throws dev.hone.driver.output.OutputException if the disk is full or may not be written to
     */
    public static void prepare(StudyDefinition definition, Configuration hadoop) {
        definition
                .publish()
                .ifPresent(publish -> definition.withPublished(() -> {
                    try (PublishedFolder folder = PublishedFolder.at(publish.path(), hadoop)) {
                        folder.create();
                        return folder.uri();
                    }
                }));
    }

    /** What a study would publish beside, in one line. */
    public static String text(StudyDefinition definition, PublishDefinition publish, Configuration hadoop) {
        String latest = definition.withPublished(() -> {
            try (PublishedFolder folder = PublishedFolder.at(publish.path(), hadoop)) {
                return folder.location()
                        + folder.latest()
                                .map(version -> ", latest is version " + version.number())
                                .orElse(", no version yet");
            }
        });
        return latest + "; rule " + publish.rule().label() + " on "
                + publish.rows().label();
    }

    /**
     * Publishes a trial, if the study's rule lets it.
     *
     * @param run the output folder, with its journal
     * @param model name of the folder with the saved model in it
     * @throws java.io.UncheckedIOException if the file system fails; the latest version is whole then, the old one or the new one
     */
    public PublishDecision publish(PublishDefinition publish, OutputFolder run, String model, Scored best) {
        try (PublishedFolder folder =
                PublishedFolder.at(publish.path(), session.sparkContext().hadoopConfiguration())) {
            folder.create();
            return new Publisher(folder, publish, Clock.systemUTC())
                    .publish(challenger(run, model, best), comparison(publish, folder, best));
        }
    }

    private Challenger challenger(OutputFolder run, String model, Scored best) {
        Versions versions = Versions.with(session.version());
        return new Challenger(
                run,
                model,
                definition.name(),
                identity.definition(),
                best.config(),
                scores(best),
                ChampionScoring.labels(rows),
                versions.hone(),
                versions.spark());
    }

    private Scores scores(Scored best) {
        String metric = identity.objective().metric();
        List<Double> ofFolds = best.folds().stream()
                .map((FoldScore fold) -> fold.metric(metric))
                .toList();
        return new Scores(
                identity.objective(),
                scoring instanceof Scoring.OfPredictions predictions
                        ? objective(predictions).toString()
                        : metric,
                identity.dataFingerprint(),
                FoldFingerprint.of(folds),
                ofFolds);
    }

    private ChampionComparison comparison(PublishDefinition publish, PublishedFolder folder, Scored best) {
        if (kind == LabelKind.NONE || !(scoring instanceof Scoring.OfPredictions predictions)) {
            return champion -> new ChampionComparison.Incomparable(
                    "clusters and topics of two models have no scores on the same scale");
        }
        return new ChampionScoring(
                session,
                new ChampionScoring.Study(
                        definition.data(),
                        kind,
                        definition.validation().scheme(),
                        folds,
                        objective(predictions),
                        scores(best),
                        definition.search().seed()),
                publish.rows(),
                folder::uri,
                () -> executor.fitOnTrainingRows(best.config(), folds.folds().get(0)));
    }

    /** The first metric alone. */
    private static MetricSuite objective(Scoring.OfPredictions predictions) {
        MetricSuite all = predictions.metrics();
        return MetricSuite.of(all.names().subList(0, 1), all.options());
    }
}
