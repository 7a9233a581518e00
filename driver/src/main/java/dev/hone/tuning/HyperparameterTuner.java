package dev.hone.tuning;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.monitor.SearchMonitor;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.study.FailureLimit;
import dev.hone.driver.study.FailureRule;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.StudyEnd;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.task.LogContext;
import dev.hone.driver.tuning.fold.Folds;
import dev.hone.driver.tuning.fold.TuningTimes;
import dev.hone.driver.tuning.fold.TuningTimes.Phase;
import dev.hone.driver.tuning.fold.ValidationScheme;
import dev.hone.driver.tuning.metric.TunerMetrics;
import dev.hone.driver.tuning.search.CallerProperties;
import dev.hone.driver.tuning.search.LoggedSearch;
import dev.hone.driver.tuning.search.ProgressListener;
import dev.hone.driver.tuning.search.RunningSearches;
import dev.hone.driver.tuning.search.SearchControl;
import dev.hone.driver.tuning.trial.TrialTable;
import dev.hone.driver.tuning.trial.TunerTrials;
import dev.hone.driver.tuning.trial.TunerWarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.ValidatorParams;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Spark's {@link CrossValidator} and {@link TrainValidationSplit} with another engine: the same params, defaults, folds and
 * scores, but trials are trained side by side inside tasks wherever that is possible.
 *
 * <p>Params of {@code CrossValidator} mean what they mean there: {@code estimator}, {@code estimatorParamMaps}, {@code
 * evaluator}, {@code numFolds} (default 3), {@code foldCol}, {@code seed} (with its default, so that folds are the same),
 * {@code collectSubModels}; {@code parallelism} bounds the folds, and the fits of the cluster lane, that run at a time; if it
 * is not set, all folds do, and as many fits as the application has slots, at most 8 of each. With {@code trainRatio}, rows are
 * split once as {@code TrainValidationSplit} does. {@code lane} is {@code auto} (default), {@code executor} or {@code cluster},
 * see {@link dev.hone.driver.tuning.fold.LaneRule}; {@code maxTableBytes} is how large a fold's prepared table may be in the executor lane.
 *
 * <p>Instead of listing trials in {@code estimatorParamMaps}, {@code searchSpace} may say what to draw them from, and {@code
 * sampler} and {@code numTrials} how. {@code timeLimit} stops a search early, {@code trialTimeout} a trial, {@code maxFailures} one in which much fails. {@code scheme} splits rows in other ways, by {@code
 * splitCol}. {@code metrics} are computed beside the evaluator's. {@code output} names a folder for what is found.
 *
 * <p>Differences: a trial whose fit fails has a score of NaN and a message in {@link HyperparameterTunerModel#leaderboard}
 * instead of failing the search, which fails only if all do; learners with randomness draw from their own {@code seed} in
 * another order of rows than on several partitions.
 */
public final class HyperparameterTuner extends TunerParams implements MLWritable {
    private static final long serialVersionUID = 1L;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Trials of a search space whose columns are looked at before a search. */
    private static final int CHECKED = 64;

    private final RunningSearches running = new RunningSearches();
    private transient @Nullable TuningListener listener;

    /**
     * Creates a tuner with a random uid and default params.
     *
     * @throws InvalidInputException if Spark is older than 4.1 or of another major version than 4
     */
    public HyperparameterTuner() {
        this(Identifiable.randomUID("tuner"));
    }

    /**
     * Creates a tuner with default params.
     *
     * @param uid unique id, by which params in a {@code ParamMap} find their owner
     * @throws InvalidInputException if Spark is older than 4.1 or of another major version than 4
     */
    public HyperparameterTuner(String uid) {
        super(uid);
    }

    /**
     * The same search as a cross-validator's; in Python by {@code HyperparameterTuner.of(cv._to_java())}. Its {@code
     * parallelism} is taken over unless it is 1, the default there.
     */
    public static HyperparameterTuner of(CrossValidator validator) {
        HyperparameterTuner tuner = like(validator)
                .setNumFolds(validator.getNumFolds())
                .setFoldCol(validator.getFoldCol())
                .setCollectSubModels(validator.getCollectSubModels());
        return tuner.withParallelism(validator.getParallelism());
    }

    /** The same search as a split's; its {@code parallelism} as a cross-validator's. */
    public static HyperparameterTuner of(TrainValidationSplit split) {
        HyperparameterTuner tuner =
                like(split).setTrainRatio(split.getTrainRatio()).setCollectSubModels(split.getCollectSubModels());
        return tuner.withParallelism(split.getParallelism());
    }

    /** Python hands 1, the default, on as if it had been set. */
    private HyperparameterTuner withParallelism(int value) {
        return value > 1 ? setParallelism(value) : this;
    }

    private static HyperparameterTuner like(ValidatorParams params) {
        return new HyperparameterTuner()
                .setEstimator(params.getEstimator())
                .setEstimatorParamMaps(params.getEstimatorParamMaps())
                .setEvaluator(params.getEvaluator())
                .setSeed(params.getSeed());
    }

    /** The estimator to tune: a learner or a pipeline. Required. */
    public HyperparameterTuner setEstimator(Estimator<?> value) {
        set(estimator(), value);
        return this;
    }

    /** One trial per map, with params of the estimator or of any of its stages. Required unless a search space is set. */
    public HyperparameterTuner setEstimatorParamMaps(ParamMap[] value) {
        set(estimatorParamMaps(), value);
        return this;
    }

    /** The evaluator whose metric, averaged over the folds, ranks the trials. Required. */
    public HyperparameterTuner setEvaluator(Evaluator value) {
        set(evaluator(), value);
        return this;
    }

    /**
     * Further metrics beside the evaluator's, by the names that study files and Spark's evaluators have for them, such as {@code
     * f1}, {@code logLoss} and {@code areaUnderROC}; not set by default: none. They are computed on the predictions that the
     * evaluator looks at, by its columns, weights and options, and rank nothing; where one cannot be computed on a fold, as
     * {@code logLoss} of a learner without probabilities, it is NaN. An evaluator of the user's own does not tell the columns:
     * those of the model are taken. {@code fit} refuses names that are unknown, or belong to another kind of learner.
     */
    public HyperparameterTuner setMetrics(String... value) {
        set(metrics(), value);
        return this;
    }

    /** Number of folds, at least 2; default 3. */
    public HyperparameterTuner setNumFolds(int value) {
        set(numFolds(), value);
        return this;
    }

    /** Column of whole numbers that says in which fold a row is tested; empty for random folds. */
    public HyperparameterTuner setFoldCol(String value) {
        set(foldCol(), value);
        return this;
    }

    /** Random seed of folds and drawn trials; default: that of {@code CrossValidator}. */
    public HyperparameterTuner setSeed(long value) {
        set(seed(), value);
        return this;
    }

    /** Most folds, and most fits of the cluster lane, that run at a time; at least 1. */
    public HyperparameterTuner setParallelism(int value) {
        set(parallelism(), value);
        return this;
    }

    /** Whether the models of all trials on all folds are kept; default false. */
    public HyperparameterTuner setCollectSubModels(boolean value) {
        set(collectSubModels(), value);
        return this;
    }

    /** Splits the rows once: the fraction to train on, above 0 and below 1. Not set by default: cross-validation. */
    public HyperparameterTuner setTrainRatio(double value) {
        set(trainRatio(), value);
        return this;
    }

    /**
     * {@code auto} (default), {@code executor} or {@code cluster}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public HyperparameterTuner setLane(String value) {
        set(lane(), value);
        return this;
    }

    /**
     * Maximum size in bytes of a fold's prepared table in the executor lane, at least 0; default: an eighth of an executor's
     * memory, at most 1 GiB. Larger tables are left to the cluster lane.
     */
    public HyperparameterTuner setMaxTableBytes(long value) {
        set(maxTableBytes(), value);
        return this;
    }

    /** Search space to draw trials from, instead of param maps; not set by default. */
    public HyperparameterTuner setSearchSpace(ParamSpace value) {
        set(searchSpace(), value);
        return this;
    }

    /**
     * Configs of the search space that are tried first, whatever the sampler; not set by default. They count as trials, one that
     * is listed again counts once, and no other trial repeats one. Params that a map leaves out take their default in Spark
     * where the space has it, else the middle of their range or the first value of their list. {@code fit} fails if a map has a
     * param or a value that is not of the space, or they are more than trials.
     */
    public HyperparameterTuner setKnownGood(ParamMap[] value) {
        set(knownGood(), ParamConfigs.of(value));
        return this;
    }

    /**
     * Output folder of an earlier run, of a tuner or a study, on any Hadoop file system; empty (default) for none. Its trials are
     * history for samplers that learn from scores, with a level and a noise of their own, but no trials of this search. {@code fit}
     * fails if the sampler does not learn, or the folder holds no study or one with another metric, direction or kind of
     * learner. Trials with values outside of the search space are left out, which the log tells. With an output folder they are
     * kept there, so that a search that continues starts from the same.
     */
    public HyperparameterTuner setWarmStart(String value) {
        set(warmStart(), value);
        return this;
    }

    /**
     * By which score the best trial is picked: {@code observed} (default), the mean over the folds as {@code CrossValidator} does,
     * or {@code estimated}, what the model of samplers {@code auto} and {@code gp} expects, which takes a part of the luck off the
     * best observed score; {@code fit} fails with other samplers. Without three trials with a score nothing is estimated, and the
     * best observed one is picked.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public HyperparameterTuner setRecommend(String value) {
        set(recommend(), value);
        return this;
    }

    /**
     * How many of the best trials are evaluated again on other folds, those of another seed, 2 to 100; not set by default: none.
     * The best is picked by the mean over both. {@code fit} fails where another seed gives no other folds: with {@code foldCol} and
     * schemes without randomness. The time limit is that of the search; a search that is cancelled picks without.
     */
    public HyperparameterTuner setConfirm(int value) {
        set(confirm(), value);
        return this;
    }

    /**
     * Who proposes the trials of a search space: {@code grid} (default), {@code random}, {@code sobol}, or one that learns from
     * the scores, {@code gp} (Gaussian process), {@code tpe}, {@code cma-es} or {@code auto}, which picks one of these by the
     * space and the number of trials; also any other that a {@link dev.hone.driver.sampler.SamplerFactory} makes.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public HyperparameterTuner setSampler(String value) {
        set(sampler(), value);
        return this;
    }

    /**
     * Whether trials of a sampler that learns from scores are learning curves: each proposal is trained once, at the upper end
     * of a param that the training passes on its way, such as {@code numTrees}, {@code maxIter} or {@code epochs}, and scored at
     * up to 16 values of it, each a trial with the same {@code curve} in the leaderboard. {@code numTrials} counts trainings.
     * {@code auto} (default): where trials of the search space can share a training; {@code true}: a search without is refused;
     * {@code false}: never.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public HyperparameterTuner setCurves(String value) {
        set(curves(), value);
        return this;
    }

    /**
     * Number of trials of samplers other than {@code grid}, at least 1; may be left out where a time limit is set. None is
     * proposed twice: a space without ranges of reals has at most as many as configurations.
     */
    public HyperparameterTuner setNumTrials(int value) {
        set(numTrials(), value);
        return this;
    }

    /**
     * Time limit of the search in seconds, above 0; not set by default: no limit. At the limit running trials are cancelled, but
     * not before a first trial has a score.
     */
    public HyperparameterTuner setTimeLimit(double value) {
        set(timeLimit(), value);
        return this;
    }

    /**
     * How long a trial may run, in seconds, above 0; not set by default: no limit. Counted from the start of its first task,
     * without the time that it waits for a slot or that stages before the learner are fitted for it and others. A trial that
     * runs longer is cancelled and has failed, which the leaderboard tells; the others go on. Trials that share a training
     * which takes longer are trained again, each alone. Its slot comes free within 2 seconds, at once where the training
     * looks at cancellation, as Hone's trainers do. Code of your own that minds no interrupt goes on beside the next trials,
     * until an executor that has more of it than cores is replaced; in local mode, and in the cluster lane, until it ends.
     *
     * <p>With {@code spark.speculation} searches with a trial timeout are refused.
     */
    public HyperparameterTuner setTrialTimeout(double value) {
        set(trialTimeout(), value);
        return this;
    }

    /**
     * How many trials may fail, at least 0; not set by default: any number, as long as one has a score. Once more have failed
     * {@code fit} fails, also where it continues a search whose journal has so many.
     */
    public HyperparameterTuner setMaxFailures(int value) {
        return setMaxFailures(Integer.toString(value));
    }

    /**
     * The same as a share of the trials that have ended, such as {@code 20%}, from {@code 0%} to {@code 100%}, which counts once
     * ten have ended; or a number.
     */
    public HyperparameterTuner setMaxFailures(String value) {
        set(maxFailures(), value);
        return this;
    }

    /**
     * How often a trial is run again that failed for a reason which need not be its own: it lacked memory ({@code
     * OUT_OF_MEMORY}), or its executor was lost ({@code EXECUTOR_LOST}); 0 (default) to 10. Such a trial has run alone before it
     * counts as failed. What the journal of an output folder has of earlier runs counts too: with a larger number, trials that
     * failed there run again.
     */
    public HyperparameterTuner setRetryFailed(int value) {
        set(retryFailed(), value);
        return this;
    }

    /**
     * {@code k-fold} (default: folds as {@code CrossValidator} has them), {@code stratified-k-fold}, {@code group-k-fold}, {@code stratified-group-k-fold},
     * {@code time-series-split}, {@code repeated-k-fold}, {@code repeated-stratified-k-fold} or {@code
     * stratified-hold-out}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public HyperparameterTuner setScheme(String value) {
        set(scheme(), value);
        return this;
    }

    /** Column by which the scheme splits: classes of stratified schemes, groups or times; not set by default. */
    public HyperparameterTuner setSplitCol(String value) {
        set(splitCol(), value);
        return this;
    }

    /** Group column of scheme {@code stratified-group-k-fold}, whose classes are in {@code splitCol}; not set by default. */
    public HyperparameterTuner setGroupCol(String value) {
        set(groupCol(), value);
        return this;
    }

    /** Number of repeats of the repeated schemes, at least 1; default 10. */
    public HyperparameterTuner setNumRepeats(int value) {
        set(numRepeats(), value);
        return this;
    }

    /**
     * Output folder, on any Hadoop file system, for the files of a study: {@code journal/}, {@code status.json}, {@code
     * leaderboard.csv}, {@code model/} and {@code result.json}; not set by default: nothing is written. Trials are journalled as
     * they end: where a search was stopped or its driver killed, the next {@code fit} of the same search on the same rows
     * continues it. With {@code collectSubModels} a search always begins anew. A folder with another search is refused.
     */
    public HyperparameterTuner setOutput(String value) {
        set(output(), value);
        return this;
    }

    /**
     * Tells how far searches are; not a param, so that copies that are saved and loaded have none.
     *
     * @return this
     */
    public HyperparameterTuner setListener(TuningListener value) {
        listener = value;
        return this;
    }

    /**
     * Stops the searches of this tuner that run: their trials are cancelled, and {@code fit} trains the best of those that have
     * ended. Callable from any thread. With an output folder the next {@code fit} continues.
     */
    public void cancel() {
        running.cancel();
    }

    /**
     * Searches, and trains the best trial on all rows.
     *
     * @throws InvalidInputException if params do not go together, rows cannot be read, every trial failed, or the output
     *     folder holds something else
     * @throws IllegalStateException if the thread is interrupted, the search cancelled before a trial has a score, or more trials
     *     have failed than {@code maxFailures};
     *     also if another driver runs a search in the output folder, or has taken the folder over from this one
     */
    @Override
    public HyperparameterTunerModel fit(Dataset<?> dataset) {
        requireTrials();
        transformSchema(dataset.schema(), true);
        BiFunction<Dataset<Row>, Transformer, Folds> split = splitting();
        TunerTrials trials = trials();
        TunerMetrics metrics = checkedMetrics(trials);
        TunerWarmStart start = new TunerWarmStart(getWarmStart(), getSampler(), metrics.objective(), trials);
        start.requireLearning();
        requireOtherFolds();
        SearchControl control = running.begin();
        try {
            return found(dataset.toDF(), split, new PlannedSearch(trials, metrics, start), control);
        } finally {
            running.end(control);
        }
    }

    /**
     * What is known of a search before its rows are read.
     *
     * @param trials what is tried, with curves if the space has them
     * @param metrics what trials are scored by
     * @param start trials of an earlier search
     */
    private record PlannedSearch(TunerTrials trials, TunerMetrics metrics, TunerWarmStart start) {}

    private HyperparameterTunerModel found(
            Dataset<Row> rows,
            BiFunction<Dataset<Row>, Transformer, Folds> split,
            PlannedSearch plan,
            SearchControl control) {
        TunerTrials planned = plan.trials();
        TunerWarmStart start = plan.start();
        SparkContext context = rows.sparkSession().sparkContext();
        Configuration hadoop = context.hadoopConfiguration();
        TuningTimes times = new TuningTimes();
        List<Transformer> once = planned.untuned().applicableOnce(planned.tuned());
        PipelineModel applied = new PipelineModel(uid() + "_once", once.toArray(Transformer[]::new));
        String name = SearchIdentity.name(planned);
        try (CallerProperties unused = CallerProperties.of(context);
                LogContext logged = LogContext.ofStudy(context, name);
                SearchMonitor monitor = SearchMonitor.open(context, name);
                Folds folds = times.measured(Phase.FOLDS, () -> split.apply(rows, applied))) {
            TunerSearch.Splits splits = new TunerSearch.Splits(folds, () -> otherFolds(rows, applied));
            TunerSearch search = TunerSearch.of(this, planned, plan.metrics(), splits, control, times);
            TunerTrials trials = search.trials();
            List<StudyListener> listeners = new ArrayList<>(List.of(new LoggedSearch(), monitor));
            Optional.ofNullable(listener)
                    .ifPresent(told -> listeners.add(
                            new ProgressListener(progress -> told.progress(TuningProgress.of(progress)))));
            if (getOutput().isEmpty()) {
                List<TrialOutcome> earlier = start.read(hadoop)
                        .map(TunerWarmStart::logged)
                        .map(WarmStart::trials)
                        .orElseGet(List::of);
                return model(
                        search.run(TrialJournal.startedFrom(earlier), TrialJournal::none, listeners),
                        trials,
                        folds,
                        times);
            }
            SearchIdentity identity = SearchIdentity.of(this, trials, rows, folds.size());
            try (TunerOutput output = TunerOutput.open(
                    getOutput(), identity, () -> start.read(hadoop), trials.planned(), rows.sparkSession())) {
                return withOutput(output, search, listeners, found -> model(found, trials, folds, times));
            }
        }
    }

    private HyperparameterTunerModel withOutput(
            TunerOutput output,
            TunerSearch search,
            List<StudyListener> listeners,
            Function<TunerSearch.Found, HyperparameterTunerModel> model) {
        try {
            listeners.add(output.listener());
            TunerSearch.Found found = search.run(output.journal(), output::confirmationJournal, listeners);
            if (found.best().isEmpty() && found.end() != StudyEnd.INTERRUPTED) {
                output.discard();
            }
            HyperparameterTunerModel result = model.apply(found);
            output.write(found, result);
            return result;
        } catch (Throwable e) { // Spark's exceptions are checked, and thrown undeclared
            output.fail(e);
            throw e;
        }
    }

    private HyperparameterTunerModel model(
            TunerSearch.Found found, TunerTrials trials, Folds folds, TuningTimes times) {
        List<TrialOutcome> outcomes = found.outcomes().stream()
                .sorted(Comparator.comparingInt(outcome -> trials.place(outcome.config())))
                .toList();
        Model<?> best = found.best().orElseThrow(() -> TunerSearch.nothingFound(found.end(), found.outcomes()));
        HyperparameterTuner tried = defaultCopy(ParamMap.empty());
        tried.clear(searchSpace());
        tried.clear(knownGood());
        tried.clear(warmStart());
        tried.clear(recommend());
        tried.clear(sampler());
        tried.clear(curves());
        tried.clear(numTrials());
        tried.setEstimatorParamMaps(
                trials.maps(outcomes.stream().map(TrialOutcome::config).toList()));
        HyperparameterTunerModel model = new HyperparameterTunerModel(
                uid(), tried, best, TrialTable.of(outcomes, folds.size(), trials.curves()));
        model.keep(times.seconds());
        found.subModels().ifPresent(model::keep);
        model.setParent(this);
        return model;
    }

    /** What says which trials there are: one of two ways, and with it what belongs to it. */
    private void requireTrials() {
        boolean isDrawn = isSet(searchSpace());
        if (!isDrawn && !isSet(estimatorParamMaps())) {
            throw new InvalidInputException(
                    "estimatorParamMaps or searchSpace must be set, for the trials (set: neither)");
        }
        if (isDrawn && isSet(estimatorParamMaps())) {
            throw new InvalidInputException("estimatorParamMaps must not be set together with searchSpace");
        }
        boolean counted = !getSampler().equals(GRID);
        if (isDrawn && !counted && isSet(numTrials())) {
            throw new InvalidInputException("numTrials must not be set with sampler " + getSampler());
        }
        if (getCurves().equals(CurveMode.ALWAYS.label()) && !(isDrawn && counted)) {
            throw new InvalidInputException(
                    "curves must not be true without a searchSpace and a sampler that learns from scores"
                            + " (sampler: " + getSampler() + ")");
        }
        if (isDrawn && counted && !isSet(numTrials()) && !isSet(timeLimit())) {
            throw new InvalidInputException("numTrials or timeLimit must be set with sampler " + getSampler());
        }
        if (!isDrawn) {
            requireNoSampler();
            requireNoKnowledge();
            if (getEstimatorParamMaps().length == 0) {
                throw new InvalidInputException("estimatorParamMaps must have at least one map (maps: 0)");
            }
        }
        if (isSet(trainRatio()) && !getFoldCol().isEmpty()) {
            throw new InvalidInputException("trainRatio must not be set together with foldCol (trainRatio: "
                    + getTrainRatio() + ", foldCol: " + getFoldCol() + ")");
        }
    }

    /** A tuner that was read back has its defaults set, so that only the values tell. */
    private void requireNoSampler() {
        if (isSet(numTrials()) || !getSampler().equals(GRID)) {
            throw new InvalidInputException("numTrials and sampler must not be set without a searchSpace (sampler: "
                    + getSampler() + (isSet(numTrials()) ? ", numTrials: " + getNumTrials() : "") + ")");
        }
    }

    /**
     * What is tried.
     *
     * @throws InvalidInputException if the estimator has not a param of the space, a param does not take a value, or there are
     *     too many trials
     */
    TunerTrials trials() {
        return isSet(searchSpace())
                ? getSearchSpace().trials(this)
                : TunerTrials.listed(
                        getEstimator(), getEstimatorParamMaps(), !getOutput().isEmpty(), getSeed());
    }

    /** What trials are scored by; at further metrics nothing is looked. */
    TunerMetrics tunerMetrics() {
        return TunerMetrics.of(getEvaluator(), getMetrics());
    }

    TunerMetrics checkedMetrics(TunerTrials trials) {
        return TunerMetrics.checked(trials.stages(trials.first()).lastLearner(), getEvaluator(), getMetrics());
    }

    /** Before the stages of a pipeline run that stand before this one. */
    private void requireMetrics() {
        if (isSet(metrics()) && isSet(evaluator())) {
            checkedMetrics(trials());
        }
    }

    private void requireNoKnowledge() {
        if (isSet(knownGood())) {
            throw new InvalidInputException("knownGood must not be set without a searchSpace (maps: "
                    + getKnownGood().configs().size() + "); list them first in estimatorParamMaps");
        }
        if (!getRecommend().equals(RecommendBy.OBSERVED.label())) {
            throw new InvalidInputException(
                    "recommend must be observed without a searchSpace (recommend: " + getRecommend() + ")");
        }
        if (!getWarmStart().isEmpty()) {
            throw new InvalidInputException(
                    "warmStart must not be set without a searchSpace (warmStart: " + getWarmStart() + ")");
        }
    }

    /** How rows are split into folds, to which a transformer is then applied. */
    private BiFunction<Dataset<Row>, Transformer, Folds> splitting() {
        return SchemeParams.of(this)
                .<BiFunction<Dataset<Row>, Transformer, Folds>>map(
                        scheme -> (rows, once) -> Folds.by(scheme, rows, once, warning -> logWarning(() -> warning)))
                .orElse(this::sparkFolds);
    }

    /** The same with the seed of other folds. */
    private HyperparameterTuner reseeded() {
        HyperparameterTuner copied = defaultCopy(ParamMap.empty());
        return copied.setSeed(Seeds.ofStream(getSeed(), "confirm"));
    }

    private Folds otherFolds(Dataset<Row> rows, Transformer once) {
        return reseeded().splitting().apply(rows, once);
    }

    private void requireOtherFolds() {
        Optional<ValidationScheme> scheme = SchemeParams.of(this);
        boolean isFixed = scheme.isPresent() && scheme.equals(SchemeParams.of(reseeded()));
        if (isSet(confirm()) && (isFixed || !getFoldCol().isEmpty())) {
            throw new InvalidInputException("confirm needs folds that follow from the seed; those of "
                    + (isFixed ? "scheme " + getScheme() : "foldCol '" + getFoldCol() + "'") + " are always the same");
        }
    }

    private Folds sparkFolds(Dataset<Row> rows, Transformer once) {
        if (isSet(trainRatio())) {
            return Folds.split(rows, getTrainRatio(), getSeed(), once);
        }
        return getFoldCol().isEmpty()
                ? Folds.random(rows, getNumFolds(), getSeed(), once)
                : Folds.byColumn(rows, getNumFolds(), getFoldCol(), once);
    }

    /** When the search, and trials of it, stop early. */
    StoppingRule stoppingRule() {
        Optional<FailureLimit> limit =
                isSet(maxFailures()) ? Optional.of(FailureLimit.parse(getMaxFailures())) : Optional.empty();
        return new StoppingRule(
                duration(timeLimit()), 1, duration(trialTimeout()), new FailureRule(limit, getRetryFailed()));
    }

    private Optional<Duration> duration(DoubleParam seconds) {
        return get(seconds).isDefined()
                ? Optional.of(Duration.ofNanos(
                        (long) Math.min(Long.MAX_VALUE, (Double) get(seconds).get() * NANOS_PER_SECOND)))
                : Optional.empty();
    }

    /** What the best model makes of a table's columns; of a space the first trials are tried. */
    @Override
    public StructType transformSchema(StructType schema) {
        requireTrials();
        requireMetrics();
        String fold = getFoldCol();
        if (!fold.isEmpty()) {
            new ColumnNames("the rows", schema).require(Set.of(fold));
        }
        if (!fold.isEmpty() && !schema.apply(fold).dataType().equals(DataTypes.IntegerType)) {
            throw new InvalidInputException(
                    "Column '" + fold + "': a foldCol must hold whole numbers of type int (type: "
                            + schema.apply(fold).dataType().simpleString() + ")");
        }
        if (!isSet(searchSpace())) {
            return transformSchemaImpl(schema);
        }
        TunerTrials trials = trials();
        List<TrialConfig> first = trials.known(CHECKED);
        HyperparameterTuner listed = defaultCopy(ParamMap.empty());
        listed.setEstimatorParamMaps(trials.maps(first));
        return listed.transformSchemaImpl(schema);
    }

    @Override
    public HyperparameterTuner copy(ParamMap extra) {
        HyperparameterTuner copied = defaultCopy(extra);
        copied.listener = listener;
        if (copied.isDefined(estimator())) {
            copied.setEstimator(copied.getEstimator().copy(extra));
        }
        if (copied.isDefined(evaluator())) {
            copied.setEvaluator(copied.getEvaluator().copy(extra));
        }
        return copied;
    }

    @Override
    public MLWriter write() {
        return TunerFiles.writer(this);
    }

    /** Reads saved tuners. */
    public static MLReader<HyperparameterTuner> read() {
        return TunerFiles.reader();
    }

    /** Reads a saved tuner. */
    public static HyperparameterTuner load(String path) {
        return read().load(path);
    }
}
