package dev.hone.driver.tuning;

import dev.hone.driver.tuning.TuningTimes.Phase;
import dev.hone.worker.data.InvalidInputException;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
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

/**
 * Spark's {@link CrossValidator} and {@link TrainValidationSplit} with another engine: the same params, defaults, folds and
 * scores, but trials are trained side by side inside tasks wherever that is possible.
 *
 * <p>Params of {@code CrossValidator} mean what they mean there: {@code estimator}, {@code estimatorParamMaps}, {@code
 * evaluator}, {@code numFolds} (default 3), {@code foldCol}, {@code seed} (with its default, so that folds are the same),
 * {@code collectSubModels}; {@code parallelism} bounds the folds, and the fits of the cluster lane, that run at a time; if it
 * is not set, all folds do, and as many fits as the application has slots, at most {@value #MOST_THREADS} of each. With {@code trainRatio}, rows are
 * split once as {@code TrainValidationSplit} does. {@code lane} is {@code auto} (default), {@code executor} or {@code cluster},
 * see {@link LaneRule}; {@code maxTableBytes} is how large a fold's prepared table may be in the executor lane.
 *
 * <p>Differences: a trial whose fit fails has a score of NaN and a message in {@link HyperparameterTunerModel#leaderboard}
 * instead of failing the search, which fails only if all do; learners with randomness draw from their own {@code seed} in
 * another order of rows than on several partitions.
 */
public final class HyperparameterTuner extends Estimator<HyperparameterTunerModel>
        implements CrossValidatorParams, HasParallelism, HasCollectSubModels, MLWritable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_THREADS = 8;

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

    public HyperparameterTuner() {
        this(Identifiable.randomUID("tuner"));
    }

    /** @param uid as Spark has it: an id of this object */
    @SuppressWarnings("NullAway.Init") // Spark's initializers set the params through the setters below.
    public HyperparameterTuner(String uid) {
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
        lane = new Param<>(
                this,
                "lane",
                "where trials are trained: " + String.join(", ", LaneRule.LANES),
                ParamValidators.inArray(LaneRule.LANES));
        maxTableBytes = new LongParam(
                this,
                "maxTableBytes",
                "most bytes of a fold's prepared table in the executor lane (>= 0)",
                ParamValidators.gtEq(0));
        setDefault(seed, (long) CrossValidator.class.getName().hashCode());
        setDefault(lane, LaneRule.AUTO);
    }

    /** The same search as a cross-validator's; in Python by {@code HyperparameterTuner.of(cv._to_java())}. */
    public static HyperparameterTuner of(CrossValidator validator) {
        HyperparameterTuner tuner = like(validator)
                .setNumFolds(validator.getNumFolds())
                .setFoldCol(validator.getFoldCol())
                .setCollectSubModels(validator.getCollectSubModels());
        return validator.isSet(validator.parallelism()) ? tuner.setParallelism(validator.getParallelism()) : tuner;
    }

    /** The same search as a split's. */
    public static HyperparameterTuner of(TrainValidationSplit split) {
        HyperparameterTuner tuner =
                like(split).setTrainRatio(split.getTrainRatio()).setCollectSubModels(split.getCollectSubModels());
        return split.isSet(split.parallelism()) ? tuner.setParallelism(split.getParallelism()) : tuner;
    }

    private static HyperparameterTuner like(ValidatorParams params) {
        return new HyperparameterTuner()
                .setEstimator(params.getEstimator())
                .setEstimatorParamMaps(params.getEstimatorParamMaps())
                .setEvaluator(params.getEvaluator())
                .setSeed(params.getSeed());
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

    /** What is tuned: a learner, or a pipeline. */
    public HyperparameterTuner setEstimator(Estimator<?> value) {
        set(estimator, value);
        return this;
    }

    /** The trials: one a map, of params of the estimator or of any stage. */
    public HyperparameterTuner setEstimatorParamMaps(ParamMap[] value) {
        set(estimatorParamMaps, value);
        return this;
    }

    /** What decides which trial is best. */
    public HyperparameterTuner setEvaluator(Evaluator value) {
        set(evaluator, value);
        return this;
    }

    /** Number of folds, at least 2. */
    public HyperparameterTuner setNumFolds(int value) {
        set(numFolds, value);
        return this;
    }

    /** Column of whole numbers that says in which fold a row is tested; empty for random folds. */
    public HyperparameterTuner setFoldCol(String value) {
        set(foldCol, value);
        return this;
    }

    /** Seed of random folds. */
    public HyperparameterTuner setSeed(long value) {
        set(seed, value);
        return this;
    }

    /** Most folds, and most fits of the cluster lane, that run at a time; at least 1. */
    public HyperparameterTuner setParallelism(int value) {
        set(parallelism, value);
        return this;
    }

    /** Whether the models of all trials on all folds are kept. */
    public HyperparameterTuner setCollectSubModels(boolean value) {
        set(collectSubModels, value);
        return this;
    }

    /** Splits rows once instead of into folds. */
    public HyperparameterTuner setTrainRatio(double value) {
        set(trainRatio, value);
        return this;
    }

    /** {@code auto}, {@code executor} or {@code cluster}. */
    public HyperparameterTuner setLane(String value) {
        set(lane, value);
        return this;
    }

    /** Most bytes of a fold's prepared table in the executor lane. */
    public HyperparameterTuner setMaxTableBytes(long value) {
        set(maxTableBytes, value);
        return this;
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

    /**
     * Searches, and trains the best trial on all rows.
     *
     * @throws InvalidInputException if params do not go together, rows cannot be read, or every trial failed
     */
    @Override
    public HyperparameterTunerModel fit(Dataset<?> dataset) {
        requireTrials();
        transformSchema(dataset.schema(), true);
        TuningTimes times = new TuningTimes();
        try (Folds folds = times.measured(Phase.FOLDS, () -> folds(dataset.toDF()))) {
            return search(folds, times);
        }
    }

    private HyperparameterTunerModel search(Folds folds, TuningTimes times) {
        TuningRun run = new TuningRun(
                folds.all().sparkSession(),
                getEstimator(),
                getEstimatorParamMaps(),
                getEvaluator(),
                rule(folds.all()),
                getCollectSubModels() ? ExecutorLane.Models.KEPT : ExecutorLane.Models.FORGOTTEN,
                new TuningThreads(foldThreads(folds), fitThreads(folds)),
                folds.frames().size(),
                times);
        TrialTable trials = TrialTable.of(run.scores(folds));
        int best = trials.best(getEvaluator().isLargerBetter())
                .orElseThrow(
                        () -> new InvalidInputException("Every trial failed; the first one: " + trials.messages()[0]));
        Model<?> model = times.measured(Phase.BEST, () -> run.fit(best, folds.all()));
        HyperparameterTunerModel found =
                new HyperparameterTunerModel(uid, defaultCopy(ParamMap.empty()), model, trials);
        found.keep(times.seconds());
        if (getCollectSubModels()) {
            found.keep(run.models());
        }
        found.setParent(this);
        return found;
    }

    private void requireTrials() {
        if (getEstimatorParamMaps().length == 0) {
            throw new InvalidInputException("estimatorParamMaps must have at least one map (maps: 0)");
        }
        if (isSet(trainRatio) && !getFoldCol().isEmpty()) {
            throw new InvalidInputException("trainRatio must not be set together with foldCol (trainRatio: "
                    + getTrainRatio() + ", foldCol: " + getFoldCol() + ")");
        }
    }

    private Folds folds(Dataset<Row> rows) {
        if (isSet(trainRatio)) {
            return Folds.split(rows, getTrainRatio(), getSeed());
        }
        return getFoldCol().isEmpty()
                ? Folds.random(rows, getNumFolds(), getSeed())
                : Folds.byColumn(rows, getNumFolds(), getFoldCol());
    }

    private LaneRule rule(Dataset<Row> rows) {
        SparkContext context = rows.sparkSession().sparkContext();
        long most = isSet(maxTableBytes)
                ? getMaxTableBytes()
                : LaneRule.defaultMostBytes(context.conf(), context.isLocal());
        return new LaneRule(getLane(), rows.count(), most);
    }

    /** Folds wait for each other's jobs, and for the driver in between, so there may be more than slots. */
    private int foldThreads(Folds folds) {
        int most = isSet(parallelism) ? getParallelism() : MOST_THREADS;
        return Math.min(most, folds.frames().size());
    }

    private int fitThreads(Folds folds) {
        int slots = folds.all().sparkSession().sparkContext().defaultParallelism();
        return isSet(parallelism) ? getParallelism() : Math.min(MOST_THREADS, slots);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        String fold = getFoldCol();
        if (!fold.isEmpty() && !schema.apply(fold).dataType().equals(DataTypes.IntegerType)) {
            throw new InvalidInputException(
                    "Column '" + fold + "': a foldCol must hold whole numbers of type int (type: "
                            + schema.apply(fold).dataType().simpleString() + ")");
        }
        return transformSchemaImpl(schema);
    }

    @Override
    public HyperparameterTuner copy(ParamMap extra) {
        HyperparameterTuner copied = defaultCopy(extra);
        if (copied.isDefined(estimator)) {
            copied.setEstimator(copied.getEstimator().copy(extra));
        }
        if (copied.isDefined(evaluator)) {
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
