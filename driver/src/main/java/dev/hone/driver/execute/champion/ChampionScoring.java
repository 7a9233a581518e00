package dev.hone.driver.execute.champion;

import dev.hone.driver.publish.ChampionComparison;
import dev.hone.driver.publish.FoldFingerprint;
import dev.hone.driver.publish.Interval;
import dev.hone.driver.publish.PublishRows;
import dev.hone.driver.publish.PublishedVersion;
import dev.hone.driver.publish.ScoreComparison;
import dev.hone.driver.publish.ScoreComparison.Basis;
import dev.hone.driver.publish.ScoreComparison.ChampionScores;
import dev.hone.driver.publish.Scores;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.fold.FoldScheme;
import dev.hone.worker.metric.Metric;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.metric.UndefinedMetricException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/**
 * Scores a champion on the test rows of the challenger's study, by the study's metric. Its saved model is applied to the raw table, by
 * one Spark job for all rows; the rows are read again for that, which only a study with a champion pays for.
 *
 * <p>On folds the challenger has the scores of its trial. On held-out rows the challenger, trained on the other rows, is applied as
 * the champion is. On the very table and folds, or rows held out, of the champion's own run, the scores of both runs are taken: the
 * champion's model has been trained on all rows since.
 */
public final class ChampionScoring implements ChampionComparison {
    private final SparkSession session;
    private final Study study;
    private final PublishRows rows;
    private final UnaryOperator<String> modelUri;
    private final Supplier<PipelineModel> challenger;

    /**
     * The study that found the challenger.
     *
     * @param source its table
     * @param kind what it needs of the label
     * @param scheme how it splits the table
     * @param folds into which rows it has split it
     * @param metric its objective, alone
     * @param scores of the challenger
     * @param seed of the study
     */
    public record Study(
            TableSource source,
            LabelKind kind,
            FoldScheme scheme,
            FoldAssignment folds,
            MetricSuite metric,
            Scores scores,
            long seed) {
        private boolean isMaximized() {
            return scores.objective().direction() == Direction.MAXIMIZE;
        }
    }

    /**
     * @param rows on which both are scored
     * @param modelUri makes the location of a model of its path below the folder of the versions
     * @param challenger trains it on the rows that a hold-out scheme leaves for training; asked on held-out rows only
     */
    public ChampionScoring(
            SparkSession session,
            Study study,
            PublishRows rows,
            UnaryOperator<String> modelUri,
            Supplier<PipelineModel> challenger) {
        this.session = session;
        this.study = study;
        this.rows = rows;
        this.modelUri = modelUri;
        this.challenger = challenger;
    }

    @Override
    public Outcome compare(PublishedVersion champion) {
        try {
            return new Compared(
                    champion.scores().areOnRowsOf(study.scores()) ? outOfFold(champion) : rescored(champion));
        } catch (IncomparableException e) {
            return new Incomparable(String.valueOf(e.getMessage()));
        }
    }

    private ScoreComparison rescored(PublishedVersion champion) {
        try (NumberedTable table =
                NumberedTable.openPartitioned(session, study.source(), study.kind(), Collections.emptyList())) {
            FoldAssignment folds = study.scheme().split(table.labels());
            if (!FoldFingerprint.of(folds).equals(study.scores().foldFingerprint())) {
                throw new IncomparableException("the table has changed since the search began");
            }
            RowPredictions predictions = applied(champion, table, testRows(folds));
            return rows == PublishRows.HOLDOUT
                    ? onHoldout(predictions, table, folds.folds().get(0))
                    : onFolds(predictions, folds);
        }
    }

    /** The rows that any fold tests, each once. */
    private static int[] testRows(FoldAssignment folds) {
        return folds.folds().stream()
                .flatMapToInt(fold -> Arrays.stream(fold.test()))
                .sorted()
                .distinct()
                .toArray();
    }

    private RowPredictions applied(PublishedVersion champion, NumberedTable table, int[] testRows) {
        try {
            ClassMapping classes = ClassMapping.of(champion.labels(), labels(table.labels()));
            PipelineModel model = PipelineModel.load(modelUri.apply(champion.model()));
            return RowPredictions.of(model, table, testRows, metric(), classes);
        } catch (IncomparableException e) {
            throw new IncomparableException("it " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e;
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            if (Thread.currentThread().isInterrupted() || session.sparkContext().isStopped()) {
                throw e;
            }
            throw new IncomparableException(FailureMessage.of(e));
        }
    }

    /** The text of each class; none of a quantity. */
    public static List<String> labels(TrainingData data) {
        return IntStream.range(0, data.numClasses()).mapToObj(data::labelName).toList();
    }

    private Metric metric() {
        return study.metric().metrics().get(0);
    }

    private ScoreComparison onFolds(RowPredictions champion, FoldAssignment folds) {
        double[] scores = folds.folds().stream()
                .mapToDouble(fold -> score(champion, fold.test()))
                .toArray();
        return comparison(scores, folds, ChampionScores.RESCORED);
    }

    private ScoreComparison outOfFold(PublishedVersion champion) {
        double[] scores = champion.scores().ofFolds().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return comparison(scores, study.folds(), ChampionScores.OUT_OF_FOLD);
    }

    private ScoreComparison comparison(double[] champion, FoldAssignment folds, ChampionScores championScores) {
        double testShare = folds.folds().stream()
                .mapToDouble(fold -> (double) fold.test().length / fold.train().length)
                .average()
                .orElse(0);
        long tested =
                folds.folds().stream().mapToLong(fold -> fold.test().length).sum();
        return new ScoreComparison(
                study.scores().objective(),
                Arrays.stream(champion).sum() / champion.length,
                study.scores().mean(),
                Interval.ofFolds(study.scores().improvementsOver(champion), testShare),
                new Basis(rows, folds.size(), tested, championScores));
    }

    private ScoreComparison onHoldout(RowPredictions champion, NumberedTable table, Fold fold) {
        RowPredictions own = challengers(table, fold);
        double ofChampion = score(champion, fold.test());
        double ofChallenger = score(own, fold.test());
        int sign = study.isMaximized() ? 1 : -1;
        Optional<Interval> interval = Interval.ofRows(
                fold.test().clone(),
                sign * (ofChallenger - ofChampion),
                some -> sign * (scoreOrNaN(own, some) - scoreOrNaN(champion, some)),
                study.seed());
        return new ScoreComparison(
                study.scores().objective(),
                ofChampion,
                ofChallenger,
                interval,
                new Basis(PublishRows.HOLDOUT, 1, fold.test().length, ChampionScores.RESCORED));
    }

    private RowPredictions challengers(NumberedTable table, Fold fold) {
        List<String> labels = labels(table.labels());
        try {
            return RowPredictions.of(challenger.get(), table, fold.test(), metric(), ClassMapping.of(labels, labels));
        } catch (IncomparableException e) {
            throw new IncomparableException("the new model " + e.getMessage());
        }
    }

    /** As trials are scored. */
    private double score(RowPredictions predictions, int[] test) {
        try {
            return study.metric()
                    .evaluateDefined(predictions.of(test))
                    .values()
                    .iterator()
                    .next();
        } catch (UndefinedMetricException | IllegalArgumentException e) {
            throw new IncomparableException(String.valueOf(e.getMessage()));
        }
    }

    /** On fewer rows a metric may be undefined, as where all rows of a class are left out. */
    private double scoreOrNaN(RowPredictions predictions, int[] test) {
        try {
            return score(predictions, test);
        } catch (IncomparableException e) {
            return Double.NaN;
        }
    }
}
