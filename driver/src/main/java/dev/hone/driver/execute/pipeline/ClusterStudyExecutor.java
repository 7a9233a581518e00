package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.Slots;
import dev.hone.driver.execute.StudyExecutor;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.execute.cluster.CheckpointFolder;
import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.fault.ThreadPools;
import dev.hone.driver.pipeline.PipelineAssembly;
import dev.hone.driver.pipeline.TrainedPipeline;
import dev.hone.driver.pipeline.UnfittedPipeline;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.RowSet;
import dev.hone.driver.table.TableScan;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FiniteModels;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs a study in the cluster lane: learners are fitted by Spark's own {@code fit} on rows that stay with Spark, with or without
 * stages before them, by {@link ClusterTrialExecutor}. Trials that have the same stages share their fitted stages and the cached
 * rows of their folds.
 */
public final class ClusterStudyExecutor implements StudyExecutor {
    private static final int MOST_THREADS = 8;

    /** Groups of trials with equal stages whose rows are cached at once. */
    private static final int GROUPS = 2;

    private final SparkContext context;
    private final StudyPipeline pipeline;
    private final SparkFolds folds;
    private final int slots;
    private final ExecutorService fits;
    private final List<StageDefinition> firstStages;
    private final SparkRows first;
    private final TableScan firstScan;

    /**
     * Prepares all rows for the first trial and looks at each, so that what is wrong with stages, columns or values is told before
     * the search.
     *
     * @param trial the first one
     * @throws dev.hone.worker.data.InvalidInputException if a stage cannot be fitted, or the rows are not numbers after all
     *     stages
     */
    public ClusterStudyExecutor(SparkContext context, StudyPipeline pipeline, SparkFolds folds, TrialConfig trial) {
        this.context = context;
        this.pipeline = pipeline;
        this.folds = folds;
        firstStages = pipeline.of(trial);
        first = folds.table().onSpark(firstStages);
        firstScan = folds.table().spark().scan(first);
        slots = Math.min(MOST_THREADS, Slots.of(context).count());
        fits = Executors.newFixedThreadPool(slots, task -> {
            Thread thread = new Thread(LogContext.inherited(task), "hone-fit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What all rows are as the stages of the first trial leave them. */
    public TableScan firstScan() {
        return firstScan;
    }

    /** As {@link StagedTrialExecutor#featuresFromLabel}. */
    public List<String> featuresFromLabel() {
        return folds.table().listedFromLabel(firstStages);
    }

    /** As {@link StagedTrialExecutor#unusedColumns}. */
    public List<String> unusedColumns() {
        return first.columns().features().isEmpty() ? List.of() : folds.table().unused(firstStages);
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public int parts() {
        return folds.folds().size();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        return new PipelineRun(context, new StudyFrames(), new PipelineRun.Threads(GROUPS, slots()), wakeUp);
    }

    /** The rows by the stages of a study file. */
    private final class StudyFrames implements FoldTables {
        @Override
        public Object key(TrialConfig trial) {
            return pipeline.of(trial);
        }

        @Override
        public int mostGroups() {
            return GROUPS;
        }

        @Override
        public TrialExecutor prepare(TrialConfig trial, ExecutorService threads) throws InterruptedException {
            SparkFolds.Folds prepared = folds.prepare(pipeline.of(trial), threads);
            return new ClusterTrialExecutor(
                    context,
                    prepared.frames(),
                    ClusterStudyExecutor.this::learner,
                    prepared.scorer(),
                    new ClusterTrialExecutor.Threads(fits, slots()),
                    FoldModels.FORGOTTEN,
                    folds.reason());
        }
    }

    private Estimator<?> learner(TrialConfig trial) {
        return folds.table().spark().learned().nameTo(EstimatorFactory.create(pipeline.learnerOf(trial)));
    }

    @Override
    public List<String> features(TrialConfig config) {
        List<StageDefinition> stages = pipeline.of(config);
        return stages.equals(firstStages)
                ? first.columns().features()
                : folds.table().onSpark(stages).columns().features();
    }

    @Override
    public TrainedPipeline fitOnAllRows(TrialConfig config) {
        List<StageDefinition> stages = pipeline.of(config);
        SparkRows rows = stages.equals(firstStages) ? first : folds.table().onSpark(stages);
        Model<?> trained = fitted(config, folds.table().spark().learnable(rows).drop(rows.number()));
        LabelColumns label = folds.table().label();
        PipelineModel model = PipelineAssembly.around(trained, rows.columns(), label, rows.stages());
        return new TrainedPipeline(
                model,
                UnfittedPipeline.of(
                        model,
                        folds.table().unfitted(stages),
                        EstimatorFactory.create(pipeline.learnerOf(config)),
                        rows.columns(),
                        label));
    }

    @Override
    public PipelineModel fitOnTrainingRows(TrialConfig config, Fold fold) {
        SparkRows rows = folds.table().onSpark(pipeline.of(config), fold);
        Dataset<Row> training = RowSet.of(fold.train())
                .of(folds.table().spark().learnable(rows), rows.number())
                .drop(rows.number());
        return PipelineAssembly.around(
                fitted(config, training), rows.columns(), folds.table().label(), rows.stages());
    }

    private Model<?> fitted(TrialConfig config, Dataset<Row> rows) {
        try (CheckpointFolder unused = CheckpointFolder.open(context)) {
            Model<?> model = (Model<?>)
                    CheckpointFolder.withShortLineage(learner(config)).fit(rows);
            FiniteModels.require(model);
            return model;
        } catch (Exception | AssertionError e) { // Spark's are checked, and thrown undeclared
            throw new TrialExecutionException(
                    "The best trial could not be trained on all rows: " + FailureMessage.of(e), e);
        }
    }

    @Override
    public void close() {
        ThreadPools.end(fits);
        folds.table().close();
    }
}
