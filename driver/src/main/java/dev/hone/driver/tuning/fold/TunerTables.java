package dev.hone.driver.tuning.fold;

import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.Slots;
import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.execute.pipeline.FoldPreparation;
import dev.hone.driver.execute.pipeline.FoldTables;
import dev.hone.driver.execute.stage.FittedStages;
import dev.hone.driver.execute.stage.SharedExecutor;
import dev.hone.driver.execute.stage.StagePrefixes;
import dev.hone.driver.tuning.fold.LaneRule.LaneException;
import dev.hone.driver.tuning.fold.TuningTimes.Phase;
import dev.hone.driver.tuning.metric.EvaluatorScorer;
import dev.hone.driver.tuning.metric.RecognizedEvaluator;
import dev.hone.driver.tuning.metric.TunerMetrics;
import dev.hone.driver.tuning.trial.StagedTrial;
import dev.hone.driver.tuning.trial.TunerTrials;
import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.stage.ParamsKey;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables that the stages of a tuner's estimator leave of its folds: read into memory where learners are trained in tasks,
 * left with Spark where they take the cluster lane. Equal stages are fitted once a fold.
 */
public final class TunerTables implements FoldTables, AutoCloseable {
    private static final int ALL_ROWS = -1;

    /** While it is not known how large tables are. */
    private static final int FIRST_GROUPS = 2;

    private final SparkContext context;
    private final TunerTrials trials;
    private final Rows rows;
    private final TunerMetrics metrics;
    private final LaneRule rule;
    private final FoldModels models;
    private final ClusterTrialExecutor.Threads fits;
    private final TuningTimes times;
    private final Slots slots;
    private final TunerStages stages;
    private final SharedExecutor tasks;
    private final FittedStages<ParamsKey> fittedStages = new FittedStages<>();

    /** By {@link #key}: what models of the folds are put together from. */
    private final Map<Object, List<PreparedFold>> prepared = new ConcurrentHashMap<>();

    private final AtomicLong bytes = new AtomicLong();

    /** Whether learners of a group that has been prepared are trained in tasks. */
    private volatile boolean someInTasks;

    /** Whether those of a group take the cluster lane. */
    private volatile boolean someInCluster;

    /** Done when a fold has been prepared, or could not be. */
    private final CompletableFuture<Void> firstFold = new CompletableFuture<>();

    /**
     * The rows of a search.
     *
     * @param folds whose frames are those after the stages that are applied once
     * @param once these stages
     */
    public record Rows(Folds folds, List<Transformer> once) {}

    /**
     * How learners are fitted and scored.
     *
     * @param metrics what trials are scored by
     * @param rule chooses the lane
     * @param fits threads that fit in the cluster lane
     * @param models whether the models of folds are kept
     */
    public record Training(TunerMetrics metrics, LaneRule rule, ClusterTrialExecutor.Threads fits, FoldModels models) {}

    /**
     * A fold after the stages before the learner.
     *
     * @param stages fitted on the fold's training rows
     * @param frames what they make of the rows
     */
    record PreparedFold(List<Transformer> stages, FoldFrames frames) {}

    /** Rows in memory: to train on and to score on. */
    private record Tables(TrainingData training, TrainingData validation) {}

    /**
     * A fold where learners are trained on it.
     *
     * @param tables its rows in memory, or why learners take the cluster lane
     */
    private record PlacedFold(PreparedFold fold, Coverage<Tables> tables) {}

    /** What groups of trials have in common. */
    private record Key(List<ParamsKey> stages, Look look, boolean isInTasks) {}

    /**
     * All rows after the stages before a learner.
     *
     * @param stages fitted on them
     * @param frame what they make of the rows
     * @param table the same in memory, if the learner is trained in tasks
     */
    public record AllRows(List<Transformer> stages, Dataset<Row> frame, Optional<TrainingData> table) {}

    public TunerTables(SparkContext context, TunerTrials trials, Rows rows, Training training, TuningTimes times) {
        this.context = context;
        this.trials = trials;
        this.rows = rows;
        metrics = training.metrics();
        rule = training.rule();
        models = training.models();
        fits = training.fits();
        this.times = times;
        slots = Slots.of(context);
        stages = new TunerStages(rows.folds(), rows.once().size(), rule.mostBytes(folds()));
        tasks = new SharedExecutor(
                () -> new SparkTrialExecutor(context, stages.evaluation(), this::learnerBehindStages, models));
    }

    /** Number of folds. */
    int folds() {
        return rows.folds().size();
    }

    @Override
    public Object key(TrialConfig trial) {
        return prefix(trials.stages(trial)).isPresent() ? StagePrefixes.GROUP : keyOfTables(trial);
    }

    private Key keyOfTables(TrialConfig trial) {
        StagedTrial staged = trials.stages(trial);
        Estimator<?> learner = staged.learner();
        boolean isInTasks = inTasks(learner).value().isPresent();
        return new Key(keys(staged), Look.of(learner), isInTasks);
    }

    private static List<ParamsKey> keys(StagedTrial staged) {
        return staged.beforeLearner().stream().map(ParamsKey::of).toList();
    }

    private Coverage<RecognizedEvaluator> inTasks(Estimator<?> learner) {
        return ending(() -> rule.evaluatorInTasks(metrics, learner));
    }

    /** A lane that was asked for and cannot be taken ends the search. */
    private static <T> T ending(Supplier<T> rule) {
        try {
            return rule.get();
        } catch (LaneException e) {
            throw new TrialExecutionException(FailureMessage.of(e), e);
        }
    }

    @Override
    public int mostGroups() {
        long ofFold = bytes.get();
        return ofFold == 0 ? FIRST_GROUPS : FoldPreparation.groupsInMemory(ofFold, folds());
    }

    @Override
    public TrialExecutor prepare(TrialConfig trial, ExecutorService threads) throws InterruptedException {
        StagedTrial staged = trials.stages(trial);
        if (prefix(staged).isPresent()) {
            firstFold.complete(null);
            someInTasks = true;
            return tasks.ofGroup();
        }
        List<PlacedFold> folds = FoldPreparation.all(rows.folds().frames(), fold -> prepared(staged, fold), threads);
        if (models == FoldModels.KEPT) {
            prepared.put(
                    keyOfTables(trial), folds.stream().map(PlacedFold::fold).toList());
        }
        return executor(staged, folds);
    }

    private TrialExecutor executor(StagedTrial staged, List<PlacedFold> folds) {
        Optional<String> reason =
                folds.stream().flatMap(fold -> fold.tables().reason().stream()).findFirst();
        if (reason.isPresent()) {
            someInCluster = true;
            return new ClusterTrialExecutor(
                    context,
                    folds.stream().map(placed -> placed.fold().frames()).toList(),
                    config -> trials.stages(config).learner(),
                    new EvaluatorScorer(metrics),
                    fits,
                    models,
                    reason.get());
        }
        someInTasks = true;
        List<Tables> tables =
                folds.stream().flatMap(fold -> fold.tables().value().stream()).toList();
        CrossValidation evaluation = CrossValidation.ofTables(
                tables.stream().map(Tables::training).toList(),
                tables.stream().map(Tables::validation).toList(),
                scoring(staged.learner()),
                LaneSetting.AUTO);
        return new SparkTrialExecutor(context, evaluation, this::learner, models);
    }

    @Override
    public void leaveToSpark(TrialConfig trial) {
        stages.leaveToSpark(trials.stages(trial));
    }

    /** The stages of a trial that run inside tasks, where its learner does and its models need not be kept. */
    private Optional<StagePrefix> prefix(StagedTrial staged) {
        return models == FoldModels.KEPT
                ? Optional.empty()
                : inTasks(staged.learner())
                        .value()
                        .flatMap(evaluator -> stages.of(staged, evaluator, scoring(staged.learner())));
    }

    private Learner learnerBehindStages(TrialConfig config) {
        StagedTrial staged = trials.stages(config);
        RecognizedEvaluator evaluator = inTasks(staged.learner()).value().orElseThrow();
        return new Learner.Staged(
                learner(config),
                stages.sent(staged, evaluator, scoring(staged.learner())).orElseThrow());
    }

    private Scoring scoring(Estimator<?> learner) {
        return new Scoring.OfEvaluator(inTasks(learner).value().orElseThrow().metrics());
    }

    private Learner learner(TrialConfig config) {
        return new Learner.Given(config, trials.stages(config).learner());
    }

    /** What went wrong is told in the words of its cause. */
    private PlacedFold prepared(StagedTrial staged, FoldFrames fold) {
        try {
            PreparedFold after = afterStages(staged, fold);
            return new PlacedFold(after, tables(staged.learner(), after.frames()));
        } catch (TrialExecutionException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(FailureMessage.of(e), e);
        } finally {
            firstFold.complete(null);
        }
    }

    /** A fold before it is known where learners are trained on it. */
    private PreparedFold afterStages(StagedTrial staged, FoldFrames fold) {
        FoldFrames frames = fold;
        List<Transformer> stages = new ArrayList<>(rows.once());
        for (int place = rows.once().size(); place < staged.lastEstimator(); place++) {
            Dataset<Row> training = frames.training();
            Transformer stage = fitted(fold.number(), staged, place, training);
            stages.add(stage);
            frames = new FoldFrames(fold.number(), stage.transform(training), stage.transform(frames.validation()));
        }
        return new PreparedFold(stages, frames);
    }

    /**
     * Looks at the folds, as these are read into memory where the stages of a trial run inside tasks, else by a Spark job.
     *
     * @throws dev.hone.worker.data.InvalidInputException as {@link Folds#require}
     */
    public void requireFolds(TrialConfig trial) {
        if (!areReadForTasks(trial)) {
            rows.folds().require();
        }
    }

    /** What cannot be is told by the trials. */
    private boolean areReadForTasks(TrialConfig trial) {
        try {
            return prefix(trials.stages(trial)).isPresent();
        } catch (TrialExecutionException e) {
            return false;
        }
    }

    /** Whether a trial's learner is trained in tasks, by the rows of the first fold. */
    public boolean areInTasks(TrialConfig trial) {
        StagedTrial staged = trials.stages(trial);
        if (prefix(staged)
                .filter(known -> tasks.get().prepare(known).isPresent())
                .isPresent()) {
            return true;
        }
        FoldFrames frames = afterStages(staged, rows.folds().frames().get(0)).frames();
        return inTasks(staged.learner())
                .flatMap(evaluator -> rowsInTasks(staged.learner(), frames))
                .value()
                .isPresent();
    }

    private Coverage<PreparedSize> rowsInTasks(Estimator<?> learner, FoldFrames frames) {
        PreparedSize size = new PreparedSize(frames.training(), rows.folds().rowCount());
        return ending(() -> rule.rowsInTasks(learner, size, folds()));
    }

    private Transformer fitted(int ofRows, StagedTrial staged, int place, Dataset<Row> training) {
        PipelineStage stage = staged.stages().get(place);
        List<ParamsKey> upToHere = keys(staged).subList(0, place + 1);
        return fittedStages.get(
                new FittedStages.Key<>(ofRows, upToHere),
                () -> times.measured(
                        Phase.STAGES,
                        () -> stage instanceof Estimator<?> estimator ? estimator.fit(training) : (Transformer) stage));
    }

    private Coverage<Tables> tables(Estimator<?> learner, FoldFrames frames) {
        return inTasks(learner)
                .flatMap(evaluator -> rowsInTasks(learner, frames)
                        .map(taken -> times.measured(Phase.ROWS, () -> tables(learner, frames, evaluator))));
    }

    private Tables tables(Estimator<?> learner, FoldFrames frames, RecognizedEvaluator evaluator) {
        PreparedTable reader = new PreparedTable(learner);
        TrainingData training = reader.training(frames.training(), CacheBudget.ofTables(folds()));
        TrainingData validation = reader.validation(frames.validation(), evaluator, training.numClasses());
        bytes.accumulateAndGet(training.bytes() + validation.bytes(), Math::max);
        return new Tables(training, validation);
    }

    /**
     * How many trials run at once: one per slot of the executors where learners are trained in tasks, one per fit in the cluster
     * lane; the fewer of both until it is known which.
     */
    int slots() {
        if (someInCluster) {
            return fits.count();
        }
        return someInTasks ? slots.count() : Math.min(slots.count(), fits.count());
    }

    /** Whether a fold has been prepared, or could not be: not where all trials had ended before. */
    public boolean haveBegun() {
        return firstFold.isDone();
    }

    /**
     * The same as {@link #allRows}, begun once the first fold is ready, so that no fold has to wait for it; nothing where the
     * stages run inside tasks, which then fit them on all rows too.
     */
    public CompletableFuture<Optional<AllRows>> allRowsAfterFolds(TrialConfig trial, Executor thread) {
        return firstFold.thenApplyAsync(
                done -> prefix(trials.stages(trial)).isPresent() ? Optional.empty() : Optional.of(allRows(trial)),
                thread);
    }

    /** A trial whose stages and learner tasks fit on all rows; empty if its stages are left to Spark, or there are none. */
    public Optional<FittedTrial> fitInTasks(TrialConfig trial) {
        return prefix(trials.stages(trial))
                .flatMap(known -> new TaskRefit(context, rows, stages, this::learnerBehindStages).of(trial, tasks));
    }

    /** All rows as the learner of a trial gets them. */
    public AllRows allRows(TrialConfig trial) {
        StagedTrial staged = trials.stages(trial);
        List<Transformer> stages = new ArrayList<>(rows.once());
        Dataset<Row> frame = rows.folds().allInCache();
        for (int place = rows.once().size(); place < staged.lastEstimator(); place++) {
            Transformer stage = fitted(ALL_ROWS, staged, place, frame);
            stages.add(stage);
            frame = stage.transform(frame);
        }
        Estimator<?> learner = staged.learner();
        PreparedSize size = new PreparedSize(frame, rows.folds().rowCount());
        return new AllRows(
                stages,
                frame,
                inTasks(learner)
                        .flatMap(evaluator -> rule.rowsInTasks(learner, size, 1))
                        .value()
                        .map(taken -> new PreparedTable(learner).training(taken.rows(), CacheBudget.ONE_TABLE)));
    }

    /** Whether trials have the same rows before their learners. */
    public boolean areAlike(TrialConfig trial, TrialConfig other) {
        return keyOfTables(trial).equals(keyOfTables(other));
    }

    /** The folds of a trial that has run, where models are kept. */
    List<PreparedFold> folds(TrialConfig trial) {
        return Objects.requireNonNull(prepared.get(keyOfTables(trial)));
    }

    public Scoring scoring(TrialConfig trial) {
        return scoring(trials.stages(trial).learner());
    }

    @Override
    public void close() {
        tasks.close();
    }
}
