package dev.hone.tuning;

import dev.hone.tuning.TuningTimes.Phase;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FiniteModels;
import dev.hone.worker.train.JavaLinearAlgebra;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** One search: every trial on every fold, and the best one on all rows. */
final class TuningRun {
    private final SparkSession session;
    private final Estimator<?> estimator;
    private final ParamMap[] params;
    private final List<Transformer> once;
    private final Evaluator evaluator;
    private final LaneRule rule;
    private final ExecutorLane.Models models;
    private final TuningThreads threads;
    private final String tag = "hone-" + UUID.randomUUID();
    private final List<StagedTrial> trials;
    private final TuningScores scores;
    private final TuningTimes times;
    private Optional<FullTable> full = Optional.empty();
    private volatile boolean ended;

    /**
     * @param once first stages of all trials, which have been applied to the rows
     * @param threads how many are taken
     * @param models whether the models of all folds are wanted
     */
    TuningRun(
            SparkSession session,
            Estimator<?> estimator,
            ParamMap[] params,
            List<Transformer> once,
            Evaluator evaluator,
            LaneRule rule,
            ExecutorLane.Models models,
            TuningThreads threads,
            int folds,
            TuningTimes times) {
        this.session = session;
        this.estimator = estimator;
        this.params = params;
        this.once = once;
        this.evaluator = evaluator;
        this.rule = rule;
        this.models = models;
        this.threads = threads;
        this.times = times;
        trials = StagedTrial.all(estimator, params);
        scores = new TuningScores(folds, params.length);
    }

    /**
     * The scores of all trials on the folds. If all trials have the same stages before the last, all rows are prepared for the
     * best one meanwhile.
     */
    TuningScores scores(Folds folds) {
        JavaLinearAlgebra.prepare();
        // Threads that are started from here on inherit the tag, so that no job outlives the search.
        context().addJobTag(tag);
        ExecutorService foldThreads = Executors.newFixedThreadPool(threads.folds() + 1);
        ExecutorService fitThreads = Executors.newFixedThreadPool(threads.fits());
        ClusterLane cluster = new ClusterLane(context(), fitThreads, evaluator, models, tag);
        List<Future<?>> running = new ArrayList<>();
        try {
            folds.frames()
                    .forEach(fold -> running.add(foldThreads.submit(() -> {
                        prepare(once.size(), trials, once, fold, cluster);
                        return null;
                    })));
            Future<Optional<FullTable>> early = foldThreads.submit(() -> early(folds.all()));
            for (Future<?> fold : running) {
                fold.get();
            }
            full = early.get();
            return scores;
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted", e);
        } finally {
            ended = true;
            foldThreads.shutdownNow();
            fitThreads.shutdownNow();
            context().removeJobTag(tag);
            context().cancelJobsWithTag(tag);
        }
    }

    /** All rows, prepared before it is known which trial is best; what goes wrong here is told when that one is trained. */
    private Optional<FullTable> early(Dataset<Row> rows) {
        StagedTrial first = trials.get(0);
        int last = first.lastEstimator();
        if (last == first.stages().size() || trials.stream().anyMatch(trial -> !isAlike(first, trial))) {
            return Optional.empty();
        }
        try {
            FullTable prepared = FullTable.of(first, rows, once);
            Estimator<?> learner = tail(first, last);
            boolean inTasks = rule.evaluatorInTasks(evaluator, learner, new PreparedSize(prepared.frame()))
                    .isPresent();
            return Optional.of(inTasks ? prepared.readFor(learner) : prepared);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            return Optional.empty();
        }
    }

    private static boolean isAlike(StagedTrial first, StagedTrial other) {
        int last = first.lastEstimator();
        return other.lastEstimator() == last
                && IntStream.range(0, last)
                        .allMatch(place -> StageKey.of(first.stages().get(place))
                                .equals(StageKey.of(other.stages().get(place))));
    }

    /** Models by fold and trial, if they are wanted. */
    @Nullable
    Model<?>[][] models() {
        return scores.models();
    }

    /** The model of a trial on all rows. */
    Model<?> fit(int trial, Dataset<Row> rows) {
        StagedTrial best = trials.get(trial);
        FullTable table = full.orElseGet(() -> FullTable.of(best, rows, once));
        Queue<Transformer> fitted = new ArrayDeque<>(table.stages());
        int last = best.lastEstimator();
        for (int place = last; place < best.stages().size(); place++) {
            PipelineStage stage = best.stages().get(place);
            fitted.add(place == last ? fitLast((Estimator<?>) stage, table, trial) : (Transformer) stage);
        }
        return (Model<?>) assembled(estimator.copy(params[trial]), fitted);
    }

    /** Frees the rows that were read for the best trial; they are read again if it is one of this run. */
    void forgetRows() {
        full = Optional.empty();
    }

    private Transformer fitLast(Estimator<?> learner, FullTable table, int trial) {
        boolean inTask = scores.wasInTask(trial) && ExecutorLane.takes(learner);
        return inTask
                ? new ExecutorLane(session, models, times).fit(learner, table.rowsFor(learner), table.frame())
                : finite((Model<?>) learner.fit(table.frame()));
    }

    private static Model<?> finite(Model<?> model) {
        FiniteModels.require(model);
        return model;
    }

    /** The model that a trial has on a fold, as it is in a pipeline. */
    private Model<?> foldModel(StagedTrial trial, List<Transformer> prefix, Model<?> tail) {
        Queue<Transformer> fitted = new ArrayDeque<>(prefix);
        if (tail instanceof PipelineModel rest
                && trial.lastEstimator() < trial.stages().size() - 1) {
            fitted.addAll(Arrays.asList(rest.stages()));
        } else {
            fitted.add(tail);
        }
        return (Model<?>) assembled(estimator.copy(params[trial.number()]), fitted);
    }

    private SparkContext context() {
        return session.sparkContext();
    }

    private static RuntimeException thrown(Throwable cause) {
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(FailureMessage.of(cause), cause);
    }

    /** Fits and applies the stages from a place on, those that several trials have alike once for all of them. */
    private void prepare(
            int place, List<StagedTrial> some, List<Transformer> prefix, FoldFrames fold, ClusterLane cluster)
            throws InterruptedException {
        List<StagedTrial> ready =
                some.stream().filter(trial -> trial.lastEstimator() <= place).toList();
        if (!ready.isEmpty()) {
            score(place, ready, prefix, fold, cluster);
        }
        for (List<StagedTrial> alike : alike(place, some)) {
            Transformer fitted;
            FoldFrames next;
            try {
                PipelineStage stage = alike.get(0).stages().get(place);
                fitted = times.measured(Phase.STAGES, () -> fit(stage, fold.training()));
                next = new FoldFrames(
                        fold.number(), fitted.transform(fold.training()), fitted.transform(fold.validation()));
            } catch (Exception e) { // Spark's are checked, and thrown undeclared
                requireGoing(e);
                alike.forEach(trial -> scores.set(
                        fold.number(), trial.number(), TailScore.failed(ClusterLane.NAME, FailureMessage.of(e), 0)));
                continue;
            }
            List<Transformer> longer = new ArrayList<>(prefix);
            longer.add(fitted);
            prepare(place + 1, alike, longer, next, cluster);
        }
    }

    private static Collection<List<StagedTrial>> alike(int place, List<StagedTrial> some) {
        Map<Object, List<StagedTrial>> groups = new LinkedHashMap<>();
        for (StagedTrial trial : some) {
            if (trial.lastEstimator() > place) {
                groups.computeIfAbsent(StageKey.of(trial.stages().get(place)), unknown -> new ArrayList<>())
                        .add(trial);
            }
        }
        return groups.values();
    }

    static Transformer fit(PipelineStage stage, Dataset<Row> rows) {
        return stage instanceof Estimator<?> learner ? learner.fit(rows) : (Transformer) stage;
    }

    private void score(
            int place, List<StagedTrial> ready, List<Transformer> prefix, FoldFrames fold, ClusterLane cluster)
            throws InterruptedException {
        List<Estimator<?>> tails = new ArrayList<>(ready.size());
        ready.forEach(trial -> tails.add(tail(trial, place)));
        List<Integer> inTasks = new ArrayList<>();
        List<Integer> inCluster = new ArrayList<>();
        Optional<RecognizedEvaluator> recognized = Optional.empty();
        PreparedSize prepared = new PreparedSize(fold.training());
        for (int index = 0; index < tails.size(); index++) {
            Estimator<?> tail = tails.get(index);
            Optional<RecognizedEvaluator> own = rule.evaluatorInTasks(evaluator, tail, prepared);
            if (own.isPresent()) {
                recognized = own;
                inTasks.add(index);
            } else {
                inCluster.add(index);
            }
        }
        if (!inTasks.isEmpty()) {
            List<Estimator<?>> learners = new ArrayList<>();
            inTasks.forEach(index -> learners.add(tails.get(index)));
            note(ready, inTasks, prefix, fold, inTasks(learners, fold, recognized.orElseThrow()));
        }
        if (!inCluster.isEmpty()) {
            List<Estimator<?>> learners = new ArrayList<>();
            inCluster.forEach(index -> learners.add(tails.get(index)));
            note(
                    ready,
                    inCluster,
                    prefix,
                    fold,
                    cluster.scores(inCluster.stream().map(ready::get).toList(), learners, fold, times));
        }
    }

    /** What fails in a search that has ended fails because it has: nothing more of it is to run. */
    private void requireGoing(Exception thrown) {
        if (ended || thrown instanceof InterruptedException) {
            throw thrown(thrown);
        }
    }

    /** Those of learners that look at the same columns together, since they share a table. */
    private List<TailScore> inTasks(List<Estimator<?>> learners, FoldFrames fold, RecognizedEvaluator recognized) {
        Map<Look, List<Integer>> alike = new LinkedHashMap<>();
        for (int index = 0; index < learners.size(); index++) {
            alike.computeIfAbsent(Look.of(learners.get(index), fold.training()), unknown -> new ArrayList<>())
                    .add(index);
        }
        TailScore[] scores = new TailScore[learners.size()];
        for (List<Integer> group : alike.values()) {
            List<TailScore> found =
                    onOneTable(group.stream().<Estimator<?>>map(learners::get).toList(), fold, recognized);
            for (int index = 0; index < found.size(); index++) {
                scores[group.get(index)] = found.get(index);
            }
        }
        return List.of(scores);
    }

    /** Rows that cannot be read fail the trials of this fold, as they would fail each fit. */
    private List<TailScore> onOneTable(List<Estimator<?>> learners, FoldFrames fold, RecognizedEvaluator recognized) {
        try {
            return new ExecutorLane(session, models, times).scores(learners, fold, recognized);
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            requireGoing(e);
            return learners.stream()
                    .map(learner -> TailScore.failed(LaneRule.EXECUTOR, FailureMessage.of(e), 0))
                    .toList();
        }
    }

    private void note(
            List<StagedTrial> ready,
            List<Integer> which,
            List<Transformer> prefix,
            FoldFrames fold,
            List<TailScore> found) {
        for (int index = 0; index < found.size(); index++) {
            StagedTrial trial = ready.get(which.get(index));
            TailScore score = found.get(index);
            Model<?> model = score.model();
            scores.set(
                    fold.number(),
                    trial.number(),
                    model == null ? score : score.withModel(foldModel(trial, prefix, model)));
        }
    }

    /** What is left of a trial's stages: the learner, or a pipeline where others follow it. */
    private static Estimator<?> tail(StagedTrial trial, int place) {
        List<PipelineStage> rest = trial.stages().subList(place, trial.stages().size());
        return rest.size() == 1 && rest.get(0) instanceof Estimator<?> learner
                ? learner
                : new Pipeline().setStages(rest.toArray(PipelineStage[]::new));
    }

    /** A model's parent is the estimator that it was fitted by, as Spark's {@code fit} sets it. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Transformer withParent(Transformer fitted, PipelineStage stage) {
        if (fitted instanceof Model model && stage instanceof Estimator estimator) {
            model.setParent(estimator);
        }
        return fitted;
    }

    /** Puts fitted stages where the stages of a pipeline were, nested ones included. */
    private static Transformer assembled(PipelineStage stage, Queue<Transformer> fitted) {
        if (!(stage instanceof Pipeline pipeline)) {
            return withParent(fitted.remove(), stage);
        }
        Transformer[] stages = Arrays.stream(pipeline.getStages())
                .map(inner -> assembled(inner, fitted))
                .toArray(Transformer[]::new);
        PipelineModel model = new PipelineModel(pipeline.uid(), stages);
        model.setParent(pipeline);
        return model;
    }
}
