package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.Slots;
import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.StudyExecutor;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.execute.fault.ThreadPools;
import dev.hone.driver.execute.stage.SharedExecutor;
import dev.hone.driver.execute.stage.StagePrefixes;
import dev.hone.driver.pipeline.PipelineAssembly;
import dev.hone.driver.pipeline.TrainedPipeline;
import dev.hone.driver.pipeline.UnfittedPipeline;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.table.LabelColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Refitted;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a study whose learners come after stages. Trials whose stages all run inside tasks run together on the table before the
 * stages. Other trials run together where they have the same stages, as {@link SparkTrialExecutor} runs those of a plain table;
 * as many such groups run at once as the driver has memory for.
 */
public final class StagedTrialExecutor implements StudyExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(StagedTrialExecutor.class);

    private final SparkContext context;
    private final Slots slots;
    private final StudyPipeline pipeline;
    private final StagedFolds folds;
    private final List<StageDefinition> firstStages;
    private final PreparedRows first;
    private final AtomicReference<Optional<CrossValidation>> firstFolds = new AtomicReference<>(Optional.empty());

    private final SharedExecutor inTasks;

    /**
     * Prepares all rows for the first trial, in a task where its stages run inside tasks, so that what is wrong with stages or columns is told before the search.
     *
     * @param trial the first one
     * @throws dev.hone.worker.data.InvalidInputException if a stage cannot be fitted, the rows are not numbers after all
     *     stages, or {@code spark.speculation} is on
     */
    public StagedTrialExecutor(SparkContext context, StudyPipeline pipeline, StagedFolds folds, TrialConfig trial) {
        SparkTrialExecutor.requireNoSpeculation(context);
        this.context = context;
        slots = Slots.of(context);
        this.pipeline = pipeline;
        this.folds = folds;
        firstStages = pipeline.of(trial);
        inTasks = new SharedExecutor(() ->
                new SparkTrialExecutor(context, folds.inTasks(), this::learnerBehindStages, FoldModels.FORGOTTEN));
        first = stagesInTasks()
                .of(firstStages)
                .flatMap(prefix -> inTasks.get().fitStages(prefix))
                .map(rows -> folds.table().prepared(firstStages, rows))
                .orElseGet(() -> folds.table().prepare(firstStages));
    }

    /** All rows as the stages of the first trial leave them. */
    public LoadedTable firstTable() {
        return first.table();
    }

    /** The feature columns of the first trial that are derived from the label; the study lists them as features all the same. */
    public List<String> featuresFromLabel() {
        return folds.table().listedFromLabel(firstStages);
    }

    /** The columns of the table that the first trial uses for nothing, nor do other trials. */
    public List<String> unusedColumns() {
        return folds.table().unused(firstStages);
    }

    /** The first trial's rows, split into folds: as large as what each fold has. */
    public CrossValidation firstEvaluation() {
        return new CrossValidation(first.data(), folds.folds(), folds.scoring(), folds.lane());
    }

    /**
     * Prepares the folds of the first trial, which the search then takes, so that rows that the stages cannot take, such as
     * one with a category that no training row has, are told before the search.
     *
     * @return this
     * @throws dev.hone.worker.data.InvalidInputException if a stage cannot be fitted on a fold or cannot take a row
     */
    public StagedTrialExecutor prepareFolds() {
        Optional<StagePrefix> prefix = stagesInTasks().of(firstStages);
        if (prefix.isPresent()) {
            if (inTasks.get().prepare(prefix.get()).isPresent()) {
                return this;
            }
            stagesInTasks().leaveToSpark(firstStages);
        }
        ExecutorService threads = Executors.newFixedThreadPool(threads().folds(), LogContext.threads());
        try {
            firstFolds.set(Optional.of(folds.prepare(firstStages, threads)));
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialExecutionException("interrupted while the folds were prepared", e);
        } finally {
            ThreadPools.end(threads);
        }
    }

    private StagesInTasks stagesInTasks() {
        return folds.table().inTasks();
    }

    private CrossValidation prepared(List<StageDefinition> stages, ExecutorService threads)
            throws InterruptedException {
        Optional<CrossValidation> ready =
                stages.equals(firstStages) ? firstFolds.getAndSet(Optional.empty()) : Optional.empty();
        return ready.isPresent() ? ready.get() : folds.prepare(stages, threads);
    }

    @Override
    public int slots() {
        return slots.count();
    }

    @Override
    public int parts() {
        return folds.folds().size();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        return new PipelineRun(context, new StudyTables(), threads(), wakeUp);
    }

    /** The tables by the stages of a study file. */
    private final class StudyTables implements FoldTables {
        @Override
        public Object key(TrialConfig trial) {
            List<StageDefinition> stages = pipeline.of(trial);
            return stagesInTasks().of(stages).isPresent() ? StagePrefixes.GROUP : stages;
        }

        @Override
        public int mostGroups() {
            return threads().groups();
        }

        @Override
        public TrialExecutor prepare(TrialConfig trial, ExecutorService threads) throws InterruptedException {
            List<StageDefinition> stages = pipeline.of(trial);
            if (stagesInTasks().of(stages).isPresent()) {
                return inTasks.ofGroup();
            }
            CrossValidation evaluation = prepared(stages, threads);
            return new SparkTrialExecutor(context, evaluation, StagedTrialExecutor.this::learner, FoldModels.FORGOTTEN);
        }

        @Override
        public void leaveToSpark(TrialConfig trial) {
            stagesInTasks().leaveToSpark(pipeline.of(trial));
        }
    }

    private Learner learnerBehindStages(TrialConfig trial) {
        StagePrefix prefix = stagesInTasks().sent(pipeline.of(trial)).orElseThrow();
        return new Learner.Staged(learner(trial), prefix);
    }

    private Learner learner(TrialConfig trial) {
        return new Learner.Named(trial, pipeline.learnerOf(trial));
    }

    /** What the tables of a group take in the driver, and again in the blocks of a broadcast, bounds the groups. */
    private PipelineRun.Threads threads() {
        int most = Math.max(1, Math.min(slots(), FoldPreparation.MOST_GROUPS));
        int inMemory = FoldPreparation.groupsInMemory(
                first.data().bytes(), folds.folds().size());
        return new PipelineRun.Threads(Math.min(most, inMemory), most);
    }

    @Override
    public List<String> features(TrialConfig config) {
        List<String> ofFirst = first.table().features();
        List<String> own = folds.table().features(pipeline.of(config));
        return Set.copyOf(own).equals(Set.copyOf(ofFirst)) ? ofFirst : own;
    }

    @Override
    public TrainedPipeline fitOnAllRows(TrialConfig config) {
        List<StageDefinition> stages = pipeline.of(config);
        return fittedInTasks(config, stages).orElseGet(() -> fittedBySpark(config, stages));
    }

    /** Stages and learner are fitted in the same tasks; empty if the stages are left to Spark. */
    private Optional<TrainedPipeline> fittedInTasks(TrialConfig config, List<StageDefinition> stages) {
        if (stagesInTasks().of(stages).isEmpty()) {
            return Optional.empty();
        }
        try {
            Refitted fitted = inTasks.get().fitOnAllRows(config);
            SparkRows rows = folds.table().onSpark(stages, fitted.stages());
            return Optional.of(trained(config, fitted, rows.stages(), rows.columns()));
        } catch (StageFailedException e) {
            LOG.debug("The stages of the best trial are fitted by Spark, which tells why", e);
            return Optional.empty();
        }
    }

    /** The stages are fitted by Spark, and the learner in a task. */
    private TrainedPipeline fittedBySpark(TrialConfig config, List<StageDefinition> stages) {
        PreparedRows rows = stages.equals(firstStages) ? first : folds.table().prepare(stages);
        return trained(config, fitted(config, rows.data()), rows.stages(), rows.table());
    }

    @Override
    public PipelineModel fitOnTrainingRows(TrialConfig config, Fold fold) {
        PreparedRows rows = folds.table().prepare(pipeline.of(config), fold, CacheBudget.ONE_TABLE);
        int[] training = StagedFolds.left(fold, rows.numbers()).train();
        Model<?> model = fitted(config, rows.data().of(training)).trained().model();
        return PipelineAssembly.around(model, rows.table(), folds.table().label(), rows.stages());
    }

    /** The learner alone, trained in a task on rows after its stages. */
    private Refitted fitted(TrialConfig config, TrainingData training) {
        CrossValidation evaluation =
                new CrossValidation(training, new FoldAssignment(List.of()), folds.scoring(), folds.lane());
        try (SparkTrialExecutor learner =
                new SparkTrialExecutor(context, evaluation, this::learner, FoldModels.FORGOTTEN)) {
            return learner.fitOnAllRows(config);
        }
    }

    /**
     * The pipeline of a trial.
     *
     * @param stages from the first one on, fitted
     * @param table the columns after them
     */
    private TrainedPipeline trained(TrialConfig config, Refitted fitted, List<Transformer> stages, LoadedTable table) {
        LabelColumns label = folds.table().label();
        PipelineModel model = PipelineAssembly.around(fitted.trained().model(), table, label, stages);
        Map<String, PipelineStage> unfitted = folds.table().unfitted(pipeline.of(config));
        return new TrainedPipeline(
                model, UnfittedPipeline.of(model, unfitted, learner(config).estimator(), table, label));
    }

    @Override
    public void close() {
        inTasks.close();
        folds.table().close();
    }
}
