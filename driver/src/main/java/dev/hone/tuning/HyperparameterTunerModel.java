package dev.hone.tuning;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.worker.data.NearMiss;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What a {@link HyperparameterTuner} found: the best model, by which it transforms, and how every trial did. */
public final class HyperparameterTunerModel extends Model<HyperparameterTunerModel> implements MLWritable {
    private static final long serialVersionUID = 1L;
    private final String uid;
    private final HyperparameterTuner tuner;
    private final Model<?> bestModel;
    private final TrialTable trials;
    private @Nullable Model<?>[][] subModels = {};
    private Map<String, Double> times = Map.of();

    HyperparameterTunerModel(String uid, HyperparameterTuner tuner, Model<?> bestModel, TrialTable trials) {
        this.uid = uid;
        this.tuner = tuner;
        this.bestModel = bestModel;
        this.trials = trials;
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * The best trial, trained on all rows: what {@code CrossValidator}'s is, with the estimator of that trial as its parent and
     * MLlib's training summary over the rows. In a pipeline both are those of its stages. As in Spark, a model that was loaded
     * has neither. Models whose class is not MLlib's have a summary only from the cluster lane.
     */
    public Model<?> bestModel() {
        return bestModel;
    }

    /** Mean score over the folds, by trial; NaN where it failed. */
    public double[] avgMetrics() {
        return trials.means();
    }

    /**
     * Standard deviation of the score over the folds, by trial, as a population ({@code ddof = 0}) like PySpark's {@code
     * stdMetrics} and scikit-learn's {@code std_test_score}.
     */
    public double[] stdMetrics() {
        return trials.stds();
    }

    /** Score by fold and trial. */
    public double[][] foldMetrics() {
        return trials.foldMetrics();
    }

    /** All metrics that trials were scored by, the evaluator's first, which is {@link #avgMetrics()}. */
    public String[] metrics() {
        return metricsOfSearch().names().toArray(String[]::new);
    }

    /**
     * Mean of one of {@link #metrics} over the folds, by trial; NaN where it is undefined on a fold or the trial failed.
     *
     * @throws IllegalArgumentException if trials were not scored by it
     */
    public double[] avgMetrics(String metric) {
        return trials.means(known(metric));
    }

    /**
     * Standard deviation of one of {@link #metrics} over the folds as {@link #stdMetrics()} has it, by trial.
     *
     * @throws IllegalArgumentException if trials were not scored by it
     */
    public double[] stdMetrics(String metric) {
        return trials.stds(known(metric));
    }

    /**
     * One of {@link #metrics} by fold and trial; NaN where it is undefined or the trial failed.
     *
     * @throws IllegalArgumentException if trials were not scored by it
     */
    public double[][] foldMetrics(String metric) {
        return trials.foldMetrics(known(metric));
    }

    private String known(String metric) {
        List<String> names = metricsOfSearch().names();
        if (!names.contains(metric)) {
            throw new IllegalArgumentException("Metric '" + metric + "' was not computed (computed: "
                    + String.join(", ", names) + ")" + NearMiss.hint(metric, names));
        }
        return metric;
    }

    /** Where each trial was trained, and how its score was computed; empty where it failed: {@code fast} and {@code inline} inside a task, {@code
     * cluster} by Spark's own {@code fit} and the evaluator. */
    public String[] lanes() {
        return trials.lanes();
    }

    /** Why no faster lane trained each trial, a short text; empty in lane {@code fast}, and where it failed. */
    public String[] laneReasons() {
        return trials.laneReasons();
    }

    /** The tuner with the params of the search. */
    public HyperparameterTuner tuner() {
        return tuner;
    }

    /** Whether the models of all trials on all folds were kept. */
    public boolean hasSubModels() {
        return subModels.length > 0;
    }

    /**
     * Models by fold and trial, with parents and summaries as {@link #bestModel} has them; null where a trial failed.
     *
     * @throws UnsupportedOperationException unless {@code collectSubModels} was set, and the model not loaded without them
     */
    public @Nullable Model<?>[][] subModels() {
        if (!hasSubModels()) {
            throw new UnsupportedOperationException("subModels are there only if collectSubModels is set to true");
        }
        return subModels;
    }

    /**
     * Where the time of the search went: by phase, the seconds that threads of the driver spent in it; those of several folds
     * add up. Empty in a model that was loaded.
     */
    public Map<String, Double> times() {
        return Collections.unmodifiableMap(times);
    }

    void keep(Map<String, Double> seconds) {
        times = new LinkedHashMap<>(seconds);
    }

    void keep(@Nullable Model<?>[][] models) {
        subModels = models;
    }

    TrialTable trials() {
        return trials;
    }

    /**
     * All trials, the best first, failed ones last: {@code rank} from 1, {@code trial} (place among the param maps of {@link
     * #tuner}), {@code curve} (number of the proposal whose training serves the trial; only in searches with learning curves, null of a
     * trial that is trained alone), {@code avgMetric}, {@code stdMetric}, {@code foldMetrics}, for each further metric {@code mean_metric}, {@code
     * std_metric} and {@code folds_metric}, a column {@code param_Stage.param} for each param that
     * trials set ({@code param_param} where the estimator is no pipeline), whole numbers as {@code bigint}, {@code lane}, {@code
     * laneReason} (why no faster lane trained it; empty in lane {@code fast}), {@code message}. Names with a dot need backticks in Spark's expressions.
     */
    public Dataset<Row> leaderboard() {
        TunerMetrics metrics = metricsOfSearch();
        Leaderboard leaderboard = new Leaderboard(metrics.objective(), List.of(metrics.metric()));
        trials.outcomes().forEach(leaderboard::add);
        List<String> params = trials.outcomes().stream()
                .flatMap(trial -> trial.config().params().keySet().stream())
                .distinct()
                .toList();
        TrialTable.FurtherColumns columns = new TrialTable.FurtherColumns(metrics.further(), params);
        return SparkSession.active().createDataFrame(trials.ranked(leaderboard, columns), trials.schema(columns));
    }

    private TunerMetrics metricsOfSearch() {
        return TunerMetrics.of(tuner);
    }

    /** Spark's own model of the same search, for what asks for that class; its parent is a cross-validator of that search. */
    public CrossValidatorModel toCrossValidatorModel() {
        CrossValidator validator = new CrossValidator(uid)
                .setEstimator(tuner.getEstimator())
                .setEstimatorParamMaps(tuner.getEstimatorParamMaps())
                .setEvaluator(tuner.getEvaluator())
                .setNumFolds(tuner.getNumFolds())
                .setFoldCol(tuner.getFoldCol())
                .setSeed(tuner.getSeed())
                .setCollectSubModels(hasSubModels());
        CrossValidatorModel model = new CrossValidatorModel(uid, bestModel, avgMetrics());
        validator.copyValues(model, ParamMap.empty());
        model.setParent(validator);
        return hasSubModels() ? model.setSubModels(scala.Option.apply(subModels)) : model;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        return bestModel.transform(dataset);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return bestModel.transformSchema(schema);
    }

    @Override
    public HyperparameterTunerModel copy(ParamMap extra) {
        HyperparameterTunerModel copied = new HyperparameterTunerModel(uid, tuner, bestModel.copy(extra), trials);
        copied.subModels = subModels;
        copied.times = times;
        copied.setParent(parent());
        return copyValues(copied, extra);
    }

    /**
     * Writes the model; with the option {@code persistSubModels} set to false without those of the folds, which are written
     * by default if they were kept.
     */
    @Override
    public MLWriter write() {
        return TunerFiles.writer(this);
    }

    /** Reads saved models. */
    public static MLReader<HyperparameterTunerModel> read() {
        return TunerFiles.modelReader();
    }

    /** Reads a saved model. */
    public static HyperparameterTunerModel load(String path) {
        return read().load(path);
    }
}
