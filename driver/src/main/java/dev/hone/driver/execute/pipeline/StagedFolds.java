package dev.hone.driver.execute.pipeline;

import dev.hone.driver.space.StageDefinition;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.evaluate.StagedRows;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.trial.LaneSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * Makes of some stages the table of each fold.
 *
 * @param table the raw table
 * @param folds how its rows are split
 * @param scoring what is measured
 * @param lane which lanes trials may take
 */
public record StagedFolds(StagedTable table, FoldAssignment folds, Scoring scoring, LaneSetting lane) {

    /**
     * The folds, several at a time.
     *
     * @throws InvalidInputException as {@link StagedTable#prepare}, or if no row of a fold is left
     */
    CrossValidation prepare(List<StageDefinition> stages, ExecutorService threads) throws InterruptedException {
        CacheBudget budget = CacheBudget.ofTables(folds.size());
        List<PreparedRows> prepared =
                FoldPreparation.all(folds.folds(), fold -> table.prepare(stages, fold, budget), threads);
        List<Fold> left = new ArrayList<>(folds.size());
        for (int position = 0; position < folds.size(); position++) {
            left.add(left(folds.folds().get(position), prepared.get(position).numbers()));
        }
        return CrossValidation.byFold(
                prepared.stream().map(PreparedRows::data).toList(), new FoldAssignment(left), scoring, lane);
    }

    /** The folds before stages that run inside tasks, once there are such. */
    CrossValidation inTasks() {
        StagedRows rows = new StagedRows(table.inTasks().table(), table.labels(), folds.size(), Long.MAX_VALUE);
        return CrossValidation.ofStages(rows, folds, scoring, lane);
    }

    /** The fold's rows by their places in what is left of them. */
    static Fold left(Fold fold, int[] numbers) {
        Fold left = fold.among(numbers);
        if (left.train().length == 0 || left.test().length == 0) {
            throw new InvalidInputException("stages must leave rows to train on and to test (fold " + fold.number()
                    + ": " + left.train().length + " and " + left.test().length + ")");
        }
        return left;
    }
}
