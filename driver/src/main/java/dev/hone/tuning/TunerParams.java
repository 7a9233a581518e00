package dev.hone.tuning;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.sampler.Samplers;
import dev.hone.driver.sampler.curve.CurveMode;
import dev.hone.driver.study.FailureRule;
import dev.hone.driver.tuning.fold.LaneRule;
import dev.hone.driver.tuning.fold.ValidationScheme;
import dev.hone.driver.tuning.search.FailureLimitParam;
import dev.hone.ml.ChoiceParam;
import dev.hone.worker.data.SparkVersion;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.param.shared.HasCollectSubModels;
import org.apache.spark.ml.param.shared.HasParallelism;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorParams;
import org.apache.spark.ml.tuning.ValidatorParams;

/** The params of {@link HyperparameterTuner}, with their defaults, as {@code CrossValidatorParams} has those of Spark's. */
abstract class TunerParams extends Estimator<HyperparameterTunerModel>
        implements CrossValidatorParams, HasParallelism, HasCollectSubModels {
    private static final long serialVersionUID = 1L;
    static final String GRID = "grid";
    private static final int DEFAULT_REPEATS = 10;

    private final String uid;
    private Param<Estimator<?>> estimator;
    private Param<ParamMap[]> estimatorParamMaps;
    private Param<Evaluator> evaluator;
    private LongParam seed;
    private IntParam numFolds;
    private Param<String> foldCol;
    private IntParam parallelism;
    private BooleanParam collectSubModels;
    private final DoubleParam trainRatio;
    private final Param<String> lane;
    private final LongParam maxTableBytes;
    private final Param<ParamSpace> searchSpace;
    private final Param<ParamConfigs> knownGood;
    private final Param<String> warmStart;
    private final Param<String> recommend;
    private final IntParam confirm;
    private final Param<String> sampler;
    private final Param<String> curves;
    private final IntParam numTrials;
    private final DoubleParam timeLimit;
    private final DoubleParam trialTimeout;
    private final Param<String> maxFailures;
    private final IntParam retryFailed;
    private final Param<String> scheme;
    private final Param<String> splitCol;
    private final Param<String> groupCol;
    private final IntParam numRepeats;
    private final Param<String> output;
    private final StringArrayParam metrics;

    /** @param uid as Spark has it: an id of this object */
    @SuppressWarnings("NullAway.Init") // Spark's initializers set the params through the setters below.
    TunerParams(String uid) {
        SparkVersion.requireSupported();
        this.uid = uid;
        HasSeed.$init$(this);
        ValidatorParams.$init$(this);
        CrossValidatorParams.$init$(this);
        HasParallelism.$init$(this);
        HasCollectSubModels.$init$(this);
        trainRatio = new DoubleParam(
                this,
                "trainRatio",
                "fraction of the rows to train on, split once (> 0 and < 1); not set for cross-validation",
                ParamValidators.inRange(0, 1, false, false));
        lane = new ChoiceParam(this, "lane", "lane that trains the trials", LaneRule.LANES);
        maxTableBytes = new LongParam(
                this,
                "maxTableBytes",
                "maximum size in bytes of a fold's prepared table in the executor lane (>= 0)",
                ParamValidators.gtEq(0));
        searchSpace = new ParamSpaceParam(
                this, "searchSpace", "search space to draw trials from, instead of estimatorParamMaps");
        knownGood = new ParamConfigsParam(
                this, "knownGood", "configs of searchSpace that are tried first; they count as trials");
        warmStart = new Param<>(
                this,
                "warmStart",
                "output folder of an earlier run whose trials samplers that learn from scores start from; empty for none");
        recommend = new ChoiceParam(this, "recommend", "score by which the best trial is picked", RecommendBy.labels());
        confirm = new IntParam(
                this,
                "confirm",
                "number of the best trials that are evaluated again on other folds (>= 2, <= 100); not set for none",
                ParamValidators.inRange(2, Leaderboard.MOST_TOP_TRIALS));
        sampler = new ChoiceParam(this, "sampler", "sampler that proposes trials from searchSpace", samplers());
        curves = new ChoiceParam(
                this,
                "curves",
                "whether each training is scored along a param that it passes on its way, such as numTrees",
                CurveMode.labels());
        numTrials = new IntParam(
                this,
                "numTrials",
                "number of trials of samplers other than grid, at most the number of distinct configurations (> 0)",
                ParamValidators.gt(0));
        timeLimit = new DoubleParam(
                this,
                "timeLimit",
                "time limit of the search in seconds, at which running trials are cancelled, not before one has a score"
                        + " (> 0); not set for no limit",
                ParamValidators.gt(0));
        trialTimeout = new DoubleParam(
                this,
                "trialTimeout",
                "time in seconds that a trial may run, not counting the time that it waits for a slot; one that runs longer"
                        + " is cancelled and fails (> 0); not set for no limit",
                ParamValidators.gt(0));
        maxFailures = new FailureLimitParam(
                this,
                "maxFailures",
                "how many trials may fail before the search fails: a number (>= 0), or a share of those that have ended such as"
                        + " 20%, once ten have; not set for any number");
        retryFailed = new IntParam(
                this,
                "retryFailed",
                "how often a trial is run again that lacked memory or whose executor was lost (>= 0, <= "
                        + FailureRule.MOST_RETRIES + ")",
                ParamValidators.inRange(0, FailureRule.MOST_RETRIES));
        scheme = new ChoiceParam(this, "scheme", "validation scheme", ValidationScheme.NAMES);
        splitCol = new Param<>(this, "splitCol", "column by which the scheme splits: classes, groups or times");
        groupCol = new Param<>(this, "groupCol", "group column of scheme stratified-group-k-fold");
        numRepeats = new IntParam(
                this, "numRepeats", "number of repeats of the repeated schemes (> 0)", ParamValidators.gt(0));
        output = new Param<>(
                this,
                "output",
                "output folder for journal, status, leaderboard, model and result, from which a search continues; empty for none");
        metrics = new StringArrayParam(
                this,
                "metrics",
                "further metrics beside the evaluator's, by the names of Spark's evaluators, such as f1 or rmse; not set for"
                        + " none");
        setDefault(warmStart, "");
        setDefault(recommend, RecommendBy.OBSERVED.label());
        setDefault(sampler, GRID);
        setDefault(curves, CurveMode.AUTO.label());
        setDefault(scheme, ValidationScheme.K_FOLD);
        setDefault(splitCol, "");
        setDefault(groupCol, "");
        setDefault(numRepeats, DEFAULT_REPEATS);
        setDefault(output, "");
        setDefault(retryFailed, 0);
        setDefault(seed, (long) CrossValidator.class.getName().hashCode());
        setDefault(lane, LaneRule.AUTO);
    }

    /** Names of all samplers of search spaces, {@code grid} first. */
    static List<String> samplers() {
        return Stream.concat(Stream.of(GRID), Samplers.names().stream()).toList();
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Param<Estimator<?>> estimator() {
        return estimator;
    }

    @Override
    public Param<ParamMap[]> estimatorParamMaps() {
        return estimatorParamMaps;
    }

    @Override
    public Param<Evaluator> evaluator() {
        return evaluator;
    }

    @Override
    public LongParam seed() {
        return seed;
    }

    @Override
    public IntParam numFolds() {
        return numFolds;
    }

    @Override
    public Param<String> foldCol() {
        return foldCol;
    }

    @Override
    public IntParam parallelism() {
        return parallelism;
    }

    @Override
    public BooleanParam collectSubModels() {
        return collectSubModels;
    }

    /** Fraction of the rows to train on, above 0 and below 1; not set by default: cross-validation. */
    public DoubleParam trainRatio() {
        return trainRatio;
    }

    /** Lane that trains the trials: {@code auto} (default), {@code executor} or {@code cluster}. */
    public Param<String> lane() {
        return lane;
    }

    /** Maximum size in bytes of a fold's prepared table in the executor lane; default: an eighth of an executor's memory, at most 1 GiB. */
    public LongParam maxTableBytes() {
        return maxTableBytes;
    }

    /** Search space to draw trials from, instead of {@link #estimatorParamMaps()}; not set by default. */
    public Param<ParamSpace> searchSpace() {
        return searchSpace;
    }

    /** Configs of {@link #searchSpace()} that are tried first; not set by default. */
    public Param<ParamConfigs> knownGood() {
        return knownGood;
    }

    /** Output folder of an earlier run to start from; default empty: none. */
    public Param<String> warmStart() {
        return warmStart;
    }

    /** Score by which the best trial is picked: {@code observed} (default) or {@code estimated}. */
    public Param<String> recommend() {
        return recommend;
    }

    /** Number of the best trials that are evaluated again on other folds, 2 to 100; not set by default: none. */
    public IntParam confirm() {
        return confirm;
    }

    /** Sampler that draws trials from {@link #searchSpace()}: {@code grid} (default), {@code random} or {@code sobol}. */
    public Param<String> sampler() {
        return sampler;
    }

    /** Whether each training is scored along a param that it passes on its way: {@code auto} (default), {@code true} or {@code false}. */
    public Param<String> curves() {
        return curves;
    }

    /** Number of trials of samplers {@code random} and {@code sobol}, at least 1; not set by default. */
    public IntParam numTrials() {
        return numTrials;
    }

    /** Time limit in seconds, above 0, after which no further trials begin; not set by default: no limit. */
    public DoubleParam timeLimit() {
        return timeLimit;
    }

    /** Seconds that a trial may run, above 0, after which it is cancelled and has failed; not set by default: no limit. */
    public DoubleParam trialTimeout() {
        return trialTimeout;
    }

    /** How many trials may fail before the search fails, such as {@code 10} or {@code 20%}; not set by default: any number. */
    public Param<String> maxFailures() {
        return maxFailures;
    }

    /** How often a trial is run again that lacked memory or whose executor was lost, 0 (default) to 10. */
    public IntParam retryFailed() {
        return retryFailed;
    }

    /** Validation scheme; default {@code k-fold}, with the folds of {@code CrossValidator}. */
    public Param<String> scheme() {
        return scheme;
    }

    /** Column by which the scheme splits: classes, groups or times; default empty. */
    public Param<String> splitCol() {
        return splitCol;
    }

    /** Group column of scheme {@code stratified-group-k-fold}; default empty. */
    public Param<String> groupCol() {
        return groupCol;
    }

    /** Number of repeats of the repeated schemes, at least 1; default 10. */
    public IntParam numRepeats() {
        return numRepeats;
    }

    /** Output folder on any Hadoop file system; default empty: nothing is written. */
    public Param<String> output() {
        return output;
    }

    /** Further metrics beside the evaluator's; not set by default: none. */
    public StringArrayParam metrics() {
        return metrics;
    }

    /** The value of {@link #metrics()}; none where it is not set. */
    public String[] getMetrics() {
        return isSet(metrics) ? getOrDefault(metrics) : new String[0];
    }

    /**
     * The value of {@link #searchSpace()}.
     *
     * @throws java.util.NoSuchElementException if it is not set
     */
    public ParamSpace getSearchSpace() {
        return getOrDefault(searchSpace);
    }

    /**
     * The value of {@link #knownGood()}.
     *
     * @throws java.util.NoSuchElementException if it is not set
     */
    public ParamConfigs getKnownGood() {
        return getOrDefault(knownGood);
    }

    /** The value of {@link #warmStart()}. */
    public String getWarmStart() {
        return getOrDefault(warmStart);
    }

    /** The value of {@link #recommend()}. */
    public String getRecommend() {
        return getOrDefault(recommend);
    }

    /**
     * The value of {@link #confirm()}.
     *
     * @throws java.util.NoSuchElementException if it is not set
     */
    public int getConfirm() {
        return (Integer) getOrDefault(confirm);
    }

    /** The value of {@link #sampler()}. */
    public String getSampler() {
        return getOrDefault(sampler);
    }

    /** The value of {@link #curves()}. */
    public String getCurves() {
        return getOrDefault(curves);
    }

    /** The value of {@link #numTrials()}. */
    public int getNumTrials() {
        return (Integer) getOrDefault(numTrials);
    }

    /** The value of {@link #timeLimit()}. */
    public double getTimeLimit() {
        return (Double) getOrDefault(timeLimit);
    }

    /** The value of {@link #trialTimeout()}. */
    public double getTrialTimeout() {
        return (Double) getOrDefault(trialTimeout);
    }

    /** The value of {@link #maxFailures()}. */
    public String getMaxFailures() {
        return getOrDefault(maxFailures);
    }

    /** The value of {@link #retryFailed()}. */
    public int getRetryFailed() {
        return (Integer) getOrDefault(retryFailed);
    }

    /** The value of {@link #scheme()}. */
    public String getScheme() {
        return getOrDefault(scheme);
    }

    /** The value of {@link #splitCol()}. */
    public String getSplitCol() {
        return getOrDefault(splitCol);
    }

    /** The value of {@link #groupCol()}. */
    public String getGroupCol() {
        return getOrDefault(groupCol);
    }

    /** The value of {@link #numRepeats()}. */
    public int getNumRepeats() {
        return (Integer) getOrDefault(numRepeats);
    }

    /** The value of {@link #output()}. */
    public String getOutput() {
        return getOrDefault(output);
    }

    /** The value of {@link #trainRatio()}. */
    public double getTrainRatio() {
        return (Double) getOrDefault(trainRatio);
    }

    /** The value of {@link #lane()}. */
    public String getLane() {
        return getOrDefault(lane);
    }

    /** The value of {@link #maxTableBytes()}. */
    public long getMaxTableBytes() {
        return (Long) getOrDefault(maxTableBytes);
    }

    // What follows is called by the initializers of Spark's traits.

    @Override
    public void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam value) {
        seed = value;
    }

    @Override
    public void org$apache$spark$ml$tuning$ValidatorParams$_setter_$estimator_$eq(Param<Estimator<?>> value) {
        estimator = value;
    }

    @Override
    public void org$apache$spark$ml$tuning$ValidatorParams$_setter_$estimatorParamMaps_$eq(Param<ParamMap[]> value) {
        estimatorParamMaps = value;
    }

    @Override
    public void org$apache$spark$ml$tuning$ValidatorParams$_setter_$evaluator_$eq(Param<Evaluator> value) {
        evaluator = value;
    }

    @Override
    public void org$apache$spark$ml$tuning$CrossValidatorParams$_setter_$numFolds_$eq(IntParam value) {
        numFolds = value;
    }

    @Override
    public void org$apache$spark$ml$tuning$CrossValidatorParams$_setter_$foldCol_$eq(Param<String> value) {
        foldCol = value;
    }

    @Override
    public void org$apache$spark$ml$param$shared$HasParallelism$_setter_$parallelism_$eq(IntParam value) {
        parallelism = value;
    }

    @Override
    public void org$apache$spark$ml$param$shared$HasCollectSubModels$_setter_$collectSubModels_$eq(BooleanParam value) {
        collectSubModels = value;
    }
}
