package dev.hone.tuning;

import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.Slots;
import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.cluster.CheckpointFolder;
import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.fault.RepeatedJobs;
import dev.hone.driver.execute.fault.ThreadPools;
import dev.hone.driver.execute.pipeline.PipelineRun;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.report.JavaSnippet;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.study.Confirmation;
import dev.hone.driver.study.FailureLimit;
import dev.hone.driver.study.Recommender;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.table.TableLimits;
import dev.hone.driver.task.LogContext;
import dev.hone.driver.tuning.fold.FittedPipelines;
import dev.hone.driver.tuning.fold.FittedTrial;
import dev.hone.driver.tuning.fold.Folds;
import dev.hone.driver.tuning.fold.LaneRule;
import dev.hone.driver.tuning.fold.TunerExecutor;
import dev.hone.driver.tuning.fold.TunerTables;
import dev.hone.driver.tuning.fold.TunerTables.AllRows;
import dev.hone.driver.tuning.fold.TunerTables.Rows;
import dev.hone.driver.tuning.fold.TuningTimes;
import dev.hone.driver.tuning.fold.TuningTimes.Phase;
import dev.hone.driver.tuning.metric.TunerMetrics;
import dev.hone.driver.tuning.search.SearchControl;
import dev.hone.driver.tuning.trial.TunerTrials;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FiniteModels;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search of a tuner, as a {@link Study}, and the best of its trials on all rows. */
final class TunerSearch {
    private static final Logger LOG = LoggerFactory.getLogger(TunerSearch.class);
    private static final int MOST_THREADS = 8;

    private final HyperparameterTuner tuner;
    private final Folds folds;
    private final Supplier<Folds> otherFolds;
    private final SearchControl control;
    private final TuningTimes times;
    private final SparkContext context;
    private final TunerMetrics metrics;
    private final FoldModels models;
    private final ExecutorService fits;
    private final TunerTables tables;
    private TunerTrials trials;

    /** Those of this run and of earlier ones that it continues, by number. */
    private final TreeMap<Long, TrialOutcome> outcomes = new TreeMap<>();

    /**
     * Folds of a search.
     *
     * @param folds on which trials are evaluated
     * @param others makes those on which the best ones are evaluated again
     */
    record Splits(Folds folds, Supplier<Folds> others) {}

    private TunerSearch(
            HyperparameterTuner tuner,
            TunerTrials trials,
            TunerMetrics metrics,
            Splits splits,
            SearchControl control,
            TuningTimes times) {
        this.tuner = tuner;
        this.trials = trials;
        folds = splits.folds();
        otherFolds = splits.others();
        this.control = control;
        this.times = times;
        context = folds.all().sparkSession().sparkContext();
        this.metrics = metrics;
        models = tuner.getCollectSubModels() ? FoldModels.KEPT : FoldModels.FORGOTTEN;
        fits = Executors.newFixedThreadPool(fitThreads(), LogContext.threads());
        tables = tables(fits);
    }

    /**
     * A search over trials, without curves where the rows of a fold turn out too large for tasks: each point of a curve would be
     * a fit of its own there.
     *
     * @param metrics what trials are scored by
     * @param splits the folds, after the stages that are applied once
     * @param control by which the search is stopped from outside
     * @throws InvalidInputException if the folds are not as they must be, or curves are insisted on where there can be none
     */
    static TunerSearch of(
            HyperparameterTuner tuner,
            TunerTrials trials,
            TunerMetrics metrics,
            Splits splits,
            SearchControl control,
            TuningTimes times) {
        TunerSearch search = new TunerSearch(tuner, trials, metrics, splits, control, times);
        search.requireFolds();
        if (trials.curves().text().isPresent() && tuner.getLane().equals(LaneRule.AUTO) && !search.areInTasks()) {
            if (tuner.getCurves().equals(CurveMode.ALWAYS.label())) {
                search.close();
                throw new InvalidInputException("curves true: needs trials that are trained inside tasks, for which the"
                        + " rows of a fold are too large (maxTableBytes)");
            }
            LOG.info("No curves: trials that Spark jobs fit do not share a training");
            search.trials = trials.withoutCurves();
        }
        return search;
    }

    private void requireFolds() {
        try {
            tables.requireFolds(trials.first());
        } catch (Throwable e) { // Spark's exceptions are checked, and thrown undeclared
            close();
            throw e;
        }
    }

    /** What goes wrong with the stages here is told by the trials, which go through the same. */
    private boolean areInTasks() {
        try {
            return tables.areInTasks(trials.first());
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            return true;
        }
    }

    /** What is tried. */
    TunerTrials trials() {
        return trials;
    }

    /**
     * What a search has come to.
     *
     * @param end how it ended
     * @param study its trials, ranked
     * @param params names of the params that trials set
     * @param outcomes by number
     * @param best the best trial on all rows; empty if no trial has a score
     * @param java the best trial's estimator as Java
     * @param subModels by fold and trial, if they are kept
     */
    record Found(
            StudyEnd end,
            Study study,
            List<String> params,
            List<TrialOutcome> outcomes,
            Optional<Model<?>> best,
            Optional<String> java,
            Optional<Model<?>[][]> subModels) {}

    /**
     * Searches.
     *
     * @param journal takes the outcomes, and has those of an earlier run
     * @param again opens the journal of what is evaluated again on other folds
     * @param listeners told of all that happens
     */
    Found run(TrialJournal journal, Supplier<TrialJournal> again, List<StudyListener> listeners) {
        if (tuner.isSet(tuner.trialTimeout())) {
            SparkTrialExecutor.requireNoSpeculation(context);
        }
        ExecutorService ahead = Executors.newSingleThreadExecutor(LogContext.threads());
        try {
            FittedPipelines pipelines = new FittedPipelines(trials);
            TunerExecutor executor = executor(pipelines);
            Study study = study(journal, listeners);
            control.stopBy(study::interrupt);
            Optional<Future<Optional<AllRows>>> early = trials.isLearnerAloneTuned()
                    ? Optional.of(tables.allRowsAfterFolds(trials.first(), ahead))
                    : Optional.empty();
            StudyEnd end = times.measured(Phase.TRIALS, () -> study.run(executor));
            throwIfInterrupted();
            if (end == StudyEnd.TOO_MANY_FAILURES) {
                throw tooManyFailures(study, tuner.stoppingRule());
            }
            conclude(study, end, again);
            throwIfInterrupted();
            Optional<Scored> best = study.leaderboard().conclusion().map(Conclusion::best);
            Optional<Model<?>> model =
                    best.map(trial -> times.measured(Phase.BEST, () -> fitBest(trial.config(), early, pipelines)));
            return new Found(
                    end,
                    study,
                    trials.params(),
                    List.copyOf(outcomes.values()),
                    model,
                    best.flatMap(trial -> java(trial.config())),
                    models == FoldModels.KEPT
                            ? Optional.of(executor.models(configs(), folds.size()))
                            : Optional.empty());
        } catch (TrialExecutionException e) {
            throw e.getCause() instanceof InvalidInputException refused ? refused : e;
        } finally {
            ThreadPools.end(ahead);
            close();
        }
    }

    private void close() {
        ThreadPools.end(fits);
        tables.close();
    }

    private Model<?> fitBest(TrialConfig best, Optional<Future<Optional<AllRows>>> early, FittedPipelines pipelines) {
        return RepeatedJobs.of("The training of the best trial", () -> fitOnAllRows(best, early, pipelines));
    }

    private TunerExecutor executor(FittedPipelines pipelines) {
        return new TunerExecutor(context, tables, pipelines, new PipelineRun.Threads(groupThreads(), foldThreads()));
    }

    /** Picks the best trial; those of a search that was cancelled are not evaluated again. */
    private void conclude(Study study, StudyEnd end, Supplier<TrialJournal> again) {
        boolean isConfirmed = tuner.isSet(tuner.confirm()) && end != StudyEnd.INTERRUPTED;
        Recommender recommender =
                Recommender.of(study, RecommendBy.labelled(tuner.getRecommend()), isConfirmed ? tuner.getConfirm() : 1);
        Optional<Conclusion> conclusion = isConfirmed
                ? confirmed(recommender.best(), again.get())
                        .map(recommender::conclusion)
                        .orElseGet(recommender::conclusion)
                : recommender.conclusion();
        conclusion.ifPresent(reached -> {
            study.leaderboard().conclude(reached);
            log(reached);
        });
    }

    private void log(Conclusion reached) {
        long number = reached.best().config().number();
        LOG.info(
                "The best trial by {} score is {} (observed: {}, estimated: {}, confirmed: {})",
                reached.basis().label(),
                number,
                reached.best().mean(metrics.objective().metric()),
                text(reached.estimatedScore(number)),
                text(reached.confirmedScore(number)));
    }

    private static String text(OptionalDouble score) {
        return score.isPresent() ? Double.toString(score.getAsDouble()) : "not known";
    }

    /** Outcomes on other folds; empty if it was cancelled before all had ended. */
    private Optional<List<TrialOutcome>> confirmed(List<Scored> best, TrialJournal journal) {
        Confirmation confirmation =
                new Confirmation(best.stream().map(Scored::config).toList(), journal);
        control.stopBy(confirmation::interrupt);
        if (!confirmation.isComplete()) {
            try (Folds other = times.measured(Phase.FOLDS, otherFolds)) {
                new TunerSearch(tuner, trials, metrics, new Splits(other, otherFolds), control, times)
                        .evaluate(confirmation);
            }
        }
        return confirmation.isComplete() ? Optional.of(confirmation.outcomes()) : Optional.empty();
    }

    private void evaluate(Confirmation confirmation) {
        try {
            TunerExecutor executor = executor(new FittedPipelines(trials));
            times.measured(Phase.TRIALS, () -> {
                confirmation.run(executor);
                return confirmation;
            });
        } finally {
            close();
        }
    }

    private Optional<String> java(TrialConfig best) {
        List<PipelineStage> stages = trials.stages(best).stages();
        if (!stages.stream().allMatch(TunerSearch::isKnown)) {
            return Optional.empty();
        }
        Map<String, PipelineStage> named = new LinkedHashMap<>();
        for (PipelineStage stage : stages) {
            String type = stage.getClass().getSimpleName();
            String name = type;
            for (int number = 2; named.containsKey(name); number++) {
                name = type + number;
            }
            named.put(name, stage);
        }
        return JavaSnippet.of(named);
    }

    /** A stage of the user's own may be made in ways that cannot be told. */
    private static boolean isKnown(PipelineStage stage) {
        String name = stage.getClass().getPackageName();
        return name.startsWith("org.apache.spark.ml") || name.equals("dev.hone.ml");
    }

    private List<TrialConfig> configs() {
        return outcomes.values().stream()
                .map(TrialOutcome::config)
                .sorted(Comparator.comparingInt(trials::place))
                .toList();
    }

    private static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("The search was interrupted");
        }
    }

    private TunerTables tables(ExecutorService fits) {
        Rows rows = new Rows(folds, trials.untuned().applicableOnce(trials.tuned()));
        TableLimits limits = TableLimits.of(context.conf(), context.isLocal());
        LaneRule rule = new LaneRule(
                tuner.getLane(),
                tuner.isSet(tuner.maxTableBytes()) ? limits.withTable(tuner.getMaxTableBytes()) : limits);
        return new TunerTables(
                context,
                trials,
                rows,
                new TunerTables.Training(metrics, rule, new ClusterTrialExecutor.Threads(fits, fitThreads()), models),
                times);
    }

    private Study study(TrialJournal journal, List<StudyListener> listeners) {
        journal.replay(this::keep, proposed -> {});
        List<StudyListener> all = new ArrayList<>(listeners);
        all.add(0, new StudyListener() {
            @Override
            public void ended(TrialOutcome outcome, dev.hone.driver.study.StudyProgress progress) {
                keep(outcome);
            }
        });
        return new Study(
                trials.sampler(),
                metrics.objective(),
                metrics.names(),
                journal,
                tuner.stoppingRule(),
                all,
                Clock.systemUTC());
    }

    private void keep(TrialOutcome outcome) {
        outcomes.merge(outcome.config().number(), outcome, TrialOutcome::followedBy);
    }

    /** Stages and learner inside tasks where the trials ran there, else on rows that Spark prepares. */
    private Model<?> fitOnAllRows(
            TrialConfig best, Optional<Future<Optional<AllRows>>> early, FittedPipelines pipelines) {
        FittedTrial fitted = tables.fitInTasks(best)
                .orElseGet(() ->
                        fitted(best, early.flatMap(rows -> ready(rows, best)).orElseGet(() -> tables.allRows(best))));
        return pipelines.model(best, fitted.stages(), fitted.trained(), fitted.frame());
    }

    private FittedTrial fitted(TrialConfig best, AllRows rows) {
        Estimator<?> learner = trials.stages(best).learner();
        TrainedModel trained;
        if (rows.table().isPresent()) {
            CrossValidation evaluation = new CrossValidation(
                    rows.table().get(), new FoldAssignment(List.of()), tables.scoring(best), LaneSetting.AUTO);
            try (SparkTrialExecutor tasks = new SparkTrialExecutor(
                    context, evaluation, config -> new Learner.Given(config, learner), FoldModels.FORGOTTEN)) {
                trained = tasks.fitOnAllRows(best).trained();
            }
        } else {
            try (CheckpointFolder unused = CheckpointFolder.open(context)) {
                Model<?> model =
                        (Model<?>) CheckpointFolder.withShortLineage(learner).fit(rows.frame());
                FiniteModels.require(model);
                trained = new TrainedModel(model, TrainingHistory.NONE, new LaneChoice(Lane.CLUSTER, ""));
            }
        }
        return new FittedTrial(rows.stages(), rows.frame(), trained);
    }

    /** What was prepared before it was known which trial is best; what went wrong there is told when it is done again. */
    private Optional<AllRows> ready(Future<Optional<AllRows>> early, TrialConfig best) {
        if (!tables.haveBegun()) {
            return Optional.empty();
        }
        try {
            Optional<AllRows> rows = early.get();
            return rows.filter(ready -> tables.areAlike(best, trials.first()));
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted", e);
        }
    }

    private int foldThreads() {
        int most = tuner.isSet(tuner.parallelism()) ? tuner.getParallelism() : MOST_THREADS;
        return Math.max(1, Math.min(most, folds.size()));
    }

    private int groupThreads() {
        return tuner.isSet(tuner.parallelism()) ? Math.min(tuner.getParallelism(), MOST_THREADS) : MOST_THREADS;
    }

    private int fitThreads() {
        return tuner.isSet(tuner.parallelism())
                ? tuner.getParallelism()
                : Math.min(MOST_THREADS, Slots.of(context).count());
    }

    /** What a search throws that has given up. */
    static IllegalStateException tooManyFailures(Study study, StoppingRule rule) {
        FailureLimit limit = rule.failures().limit().orElseThrow();
        return new IllegalStateException(limit.exceeded(study.leaderboard(), "maxFailures"));
    }

    /** What a search throws in which no trial has a score. */
    static RuntimeException nothingFound(StudyEnd end, List<TrialOutcome> outcomes) {
        return end == StudyEnd.INTERRUPTED
                ? new IllegalStateException("The search was cancelled before a trial had a score")
                : new InvalidInputException("Every trial failed; the first one: " + firstFailure(outcomes));
    }

    /** The message of the first trial that failed. */
    private static String firstFailure(List<TrialOutcome> outcomes) {
        return outcomes.stream()
                .filter(Failed.class::isInstance)
                .map(failed -> ((Failed) failed).message())
                .findFirst()
                .orElse("");
    }
}
