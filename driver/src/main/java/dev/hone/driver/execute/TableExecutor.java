package dev.hone.driver.execute;

import dev.hone.driver.pipeline.PipelineAssembly;
import dev.hone.driver.pipeline.TrainedPipeline;
import dev.hone.driver.pipeline.UnfittedPipeline;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.PipelineModel;

/** Runs a study whose learners get the columns of the table as they are. */
public final class TableExecutor implements StudyExecutor {
    private final SparkContext context;
    private final SparkTrialExecutor trials;
    private final CrossValidation evaluation;
    private final LoadedTable table;

    /**
     * Broadcasts the table and its folds to the executors, unless they are this JVM.
     *
     * @throws dev.hone.worker.data.InvalidInputException as {@link SparkTrialExecutor}
     */
    public TableExecutor(SparkContext context, CrossValidation evaluation, LoadedTable table) {
        this.context = context;
        trials = new SparkTrialExecutor(context, evaluation);
        this.evaluation = evaluation;
        this.table = table;
    }

    @Override
    public int slots() {
        return trials.slots();
    }

    @Override
    public int parts() {
        return trials.parts();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        return trials.start(wakeUp);
    }

    @Override
    public List<String> features(TrialConfig config) {
        return table.features();
    }

    @Override
    public TrainedPipeline fitOnAllRows(TrialConfig config) {
        PipelineModel model =
                PipelineAssembly.around(trials.fitOnAllRows(config).trained().model(), table, label(), List.of());
        return new TrainedPipeline(
                model, UnfittedPipeline.of(model, Map.of(), EstimatorFactory.create(config), table, label()));
    }

    @Override
    public PipelineModel fitOnTrainingRows(TrialConfig config, Fold fold) {
        CrossValidation training = new CrossValidation(
                table.data().of(fold.train()), new FoldAssignment(List.of()), evaluation.scoring(), evaluation.lane());
        try (SparkTrialExecutor trainer = new SparkTrialExecutor(context, training)) {
            return PipelineAssembly.around(
                    trainer.fitOnAllRows(config).trained().model(), table, label(), List.of());
        }
    }

    private LabelColumns label() {
        return LabelColumns.of(table, List.of(table.schema().fieldNames()));
    }

    @Override
    public void close() {
        trials.close();
    }
}
