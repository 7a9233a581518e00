package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.execute.cluster.MetricScorer;
import dev.hone.driver.execute.cluster.TopicScorer;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.table.RowSet;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes of some stages the rows of each fold, which stay with Spark.
 *
 * @param table the raw table, opened by {@link StagedTable#openOnSpark}
 * @param folds how its rows are split
 * @param scoring what is measured
 * @param reason why the rows stay with Spark
 */
public record SparkFolds(StagedTable table, FoldAssignment folds, Scoring scoring, String reason) {

    /**
     * A fold after the stages.
     *
     * @param frames its rows as learners take them
     * @param undefined why metrics say nothing about its test rows, by name
     */
    private record Prepared(FoldFrames frames, Map<String, String> undefined) {}

    /**
     * The rows of all folds.
     *
     * @param frames by fold
     * @param scorer of the models that are trained on them
     */
    record Folds(List<FoldFrames> frames, ClusterTrialExecutor.Scorer scorer) {}

    /**
     * The folds, several at a time.
     *
     * @throws InvalidInputException as {@link StagedTable#onSpark}, or if no row of a fold is left
     */
    Folds prepare(List<StageDefinition> stages, ExecutorService threads) throws InterruptedException {
        List<Prepared> prepared = FoldPreparation.all(folds.folds(), fold -> prepared(stages, fold), threads);
        List<FoldFrames> frames = prepared.stream().map(Prepared::frames).toList();
        Map<Integer, Map<String, String>> undefined =
                prepared.stream().collect(Collectors.toMap(fold -> fold.frames().number(), Prepared::undefined));
        return new Folds(frames, scorer(undefined));
    }

    private ClusterTrialExecutor.Scorer scorer(Map<Integer, Map<String, String>> undefined) {
        if (scoring instanceof Scoring.OfTopics topics) {
            return new TopicScorer(topics.metrics());
        }
        return new MetricScorer(
                ((Scoring.OfPredictions) scoring).metrics(), table.spark().learned(), undefined);
    }

    private Prepared prepared(List<StageDefinition> stages, Fold fold) {
        SparkRows rows = table.onSpark(stages, fold);
        Fold left = stages.isEmpty() ? fold : left(fold, table.spark().numbers(rows));
        Dataset<Row> all = table.spark().learnable(rows);
        return new Prepared(
                new FoldFrames(fold.number(), some(all, left.train()), some(all, left.test())), undefined(left.test()));
    }

    private Dataset<Row> some(Dataset<Row> all, int[] numbers) {
        return RowSet.of(numbers).of(all, table.number()).drop(table.number());
    }

    private Map<String, String> undefined(int[] test) {
        TrainingData labels = table.labels();
        return scoring instanceof Scoring.OfPredictions predictions
                ? predictions.metrics().undefined(new RowView(labels, test))
                : Map.of();
    }

    /** Those of the fold's rows that are left, by their numbers in the raw table. */
    private static Fold left(Fold fold, int[] numbers) {
        Fold places = StagedFolds.left(fold, numbers);
        Function<int[], int[]> rows =
                some -> Arrays.stream(some).map(place -> numbers[place]).toArray();
        return new Fold(fold.number(), rows.apply(places.train()), rows.apply(places.test()));
    }
}
