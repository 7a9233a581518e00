package dev.hone.tuning;

import dev.hone.ml.ChoiceParam;
import dev.hone.worker.data.SparkVersion;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
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
    static final String RANDOM = "random";
    static final String SOBOL = "sobol";
    private static final List<String> SAMPLERS = List.of(GRID, RANDOM, SOBOL);
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
    private final Param<String> sampler;
    private final IntParam numTrials;
    private final DoubleParam timeLimit;
    private final Param<String> scheme;
    private final Param<String> splitCol;
    private final Param<String> groupCol;
    private final IntParam numRepeats;
    private final Param<String> output;

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
                "share of the rows to train on (> 0 and < 1), split once; not set for cross-validation",
                ParamValidators.inRange(0, 1, false, false));
        lane = new ChoiceParam(this, "lane", "where trials are trained", LaneRule.LANES);
        maxTableBytes = new LongParam(
                this,
                "maxTableBytes",
                "most bytes of a fold's prepared table in the executor lane (>= 0)",
                ParamValidators.gtEq(0));
        searchSpace =
                new ParamSpaceParam(this, "searchSpace", "what to draw trials from, instead of estimatorParamMaps");
        sampler = new ChoiceParam(this, "sampler", "how trials are drawn from the searchSpace", SAMPLERS);
        numTrials = new IntParam(
                this,
                "numTrials",
                "number of trials that random and sobol draw, at most that of the space's configurations (> 0)",
                ParamValidators.gt(0));
        timeLimit = new DoubleParam(
                this,
                "timeLimit",
                "seconds after which no further trials begin (> 0); not set for no limit",
                ParamValidators.gt(0));
        scheme = new ChoiceParam(this, "scheme", "how rows are split", ValidationScheme.NAMES);
        splitCol = new Param<>(this, "splitCol", "the column by which the scheme splits: classes, groups or times");
        groupCol = new Param<>(this, "groupCol", "the column that groups rows, for scheme stratified-group-k-fold");
        numRepeats =
                new IntParam(this, "numRepeats", "how often repeated folds are drawn (> 0)", ParamValidators.gt(0));
        output = new Param<>(this, "output", "folder for model, leaderboard.csv and result.json; empty for none");
        setDefault(sampler, GRID);
        setDefault(scheme, ValidationScheme.K_FOLD);
        setDefault(splitCol, "");
        setDefault(groupCol, "");
        setDefault(numRepeats, DEFAULT_REPEATS);
        setDefault(output, "");
        setDefault(seed, (long) CrossValidator.class.getName().hashCode());
        setDefault(lane, LaneRule.AUTO);
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

    /** Share of the rows to train on, above 0 and below 1; not set for cross-validation. */
    public DoubleParam trainRatio() {
        return trainRatio;
    }

    /** Where trials are trained. */
    public Param<String> lane() {
        return lane;
    }

    /** Most bytes of a fold's prepared table in the executor lane; default an eighth of an executor's memory, at most 1 GiB. */
    public LongParam maxTableBytes() {
        return maxTableBytes;
    }

    /** What to draw trials from. */
    public Param<ParamSpace> searchSpace() {
        return searchSpace;
    }

    /** How trials are drawn. */
    public Param<String> sampler() {
        return sampler;
    }

    /** Number of trials that are drawn. */
    public IntParam numTrials() {
        return numTrials;
    }

    /** Seconds after which no further trials begin. */
    public DoubleParam timeLimit() {
        return timeLimit;
    }

    /** How rows are split. */
    public Param<String> scheme() {
        return scheme;
    }

    /** The column by which the scheme splits. */
    public Param<String> splitCol() {
        return splitCol;
    }

    /** The column that groups rows, beside that of the classes. */
    public Param<String> groupCol() {
        return groupCol;
    }

    /** How often repeated folds are drawn. */
    public IntParam numRepeats() {
        return numRepeats;
    }

    /** Folder for what the search found. */
    public Param<String> output() {
        return output;
    }

    public ParamSpace getSearchSpace() {
        return getOrDefault(searchSpace);
    }

    public String getSampler() {
        return getOrDefault(sampler);
    }

    public int getNumTrials() {
        return (Integer) getOrDefault(numTrials);
    }

    public double getTimeLimit() {
        return (Double) getOrDefault(timeLimit);
    }

    public String getScheme() {
        return getOrDefault(scheme);
    }

    public String getSplitCol() {
        return getOrDefault(splitCol);
    }

    public String getGroupCol() {
        return getOrDefault(groupCol);
    }

    public int getNumRepeats() {
        return (Integer) getOrDefault(numRepeats);
    }

    public String getOutput() {
        return getOrDefault(output);
    }

    public double getTrainRatio() {
        return (Double) getOrDefault(trainRatio);
    }

    public String getLane() {
        return getOrDefault(lane);
    }

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
