package dev.hone.driver.tuning.fold;

import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.stage.SharedExecutor;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Refitted;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits trials whose stages run inside tasks on all rows: their stages and their learner in the same tasks.
 *
 * @param rows all rows, and the stages that are applied once
 * @param stages has the rows in memory
 * @param learners the last stage of each trial, behind those that run inside tasks
 */
record TaskRefit(
        SparkContext context, TunerTables.Rows rows, TunerStages stages, Function<TrialConfig, Learner> learners) {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRefit.class);

    /**
     * Fits a trial.
     *
     * @param tasks executor of the trials on the folds, which has the rows unless they are in another order there
     * @return empty if its stages are left to Spark, which tells what is wrong with them
     * @throws dev.hone.driver.execute.TrialExecutionException if its learner cannot be trained
     */
    Optional<FittedTrial> of(TrialConfig trial, SharedExecutor tasks) {
        try {
            Optional<Refitted> fitted = rows.folds().rows().areInOrder()
                    ? Optional.of(tasks.get().fitOnAllRows(trial))
                    : stages.allRows().map(all -> fitted(trial, all));
            return fitted.map(this::applied);
        } catch (StageFailedException e) {
            LOG.debug("The stages of the best trial are fitted by Spark, which tells why", e);
            return Optional.empty();
        }
    }

    private Refitted fitted(TrialConfig trial, CrossValidation all) {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, all, learners, FoldModels.FORGOTTEN)) {
            return executor.fitOnAllRows(trial);
        }
    }

    private FittedTrial applied(Refitted trial) {
        List<Transformer> fitted = new ArrayList<>(rows.once());
        fitted.addAll(trial.stages());
        Dataset<Row> frame = rows.folds().all();
        for (Transformer stage : trial.stages()) {
            frame = stage.transform(frame);
        }
        return new FittedTrial(fitted, frame, trial.trained());
    }
}
