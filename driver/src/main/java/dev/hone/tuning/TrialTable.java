package dev.hone.tuning;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * How all trials did.
 *
 * @param outcomes by place among the param maps
 * @param folds how many there are
 * @param curves by place, the proposal whose training serves the trial; none of a trial that is trained alone
 */
record TrialTable(List<TrialOutcome> outcomes, int folds, Map<Integer, Long> curves) implements Serializable {
    private static final String PARAM = "param_";

    /**
     * What a leaderboard has columns for beside those of every search.
     *
     * @param metrics names of further metrics, three columns each
     * @param params names of params, a column each
     */
    record FurtherColumns(List<String> metrics, List<String> params) {
        FurtherColumns {
            metrics = List.copyOf(metrics);
            params = List.copyOf(params);
        }
    }

    TrialTable {
        outcomes = List.copyOf(outcomes);
        curves = Map.copyOf(curves);
    }

    /** @param sampler tells which trials share a training */
    static TrialTable of(List<TrialOutcome> outcomes, int folds, CurveSampler sampler) {
        Map<Integer, Long> curves = new HashMap<>();
        for (int place = 0; place < outcomes.size(); place++) {
            OptionalLong curve = sampler.sharedCurve(outcomes.get(place).config());
            if (curve.isPresent()) {
                curves.put(place, curve.getAsLong());
            }
        }
        return new TrialTable(outcomes, folds, curves);
    }

    /** Score by fold and trial; NaN where the trial failed. */
    double[][] foldMetrics() {
        return foldMetrics(TrialTable::objective);
    }

    /** A metric by fold and trial; NaN where it is undefined or the trial failed. */
    double[][] foldMetrics(String metric) {
        return foldMetrics(trial -> metric);
    }

    private double[][] foldMetrics(Function<Scored, String> metric) {
        return IntStream.range(0, folds)
                .mapToObj(fold -> outcomes.stream()
                        .mapToDouble(trial -> foldMetrics(trial, metric)[fold])
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Score of a trial by fold; NaN where it failed. */
    double[] ofTrial(int trial) {
        return foldMetrics(outcomes.get(trial), TrialTable::objective);
    }

    /** A metric of a trial by fold; NaN where it is undefined or the trial failed. */
    double[] ofTrial(int trial, String metric) {
        return foldMetrics(outcomes.get(trial), scored -> metric);
    }

    private double[] foldMetrics(TrialOutcome trial, Function<Scored, String> metric) {
        return scored(trial)
                .map(scored -> scored.folds().stream()
                        .mapToDouble(fold -> fold.metric(metric.apply(scored)))
                        .toArray())
                .orElseGet(() ->
                        DoubleStream.generate(() -> Double.NaN).limit(folds).toArray());
    }

    private static Optional<Scored> scored(TrialOutcome trial) {
        return trial instanceof Scored scored ? Optional.of(scored) : Optional.empty();
    }

    /** Mean over the folds, by trial. */
    double[] means() {
        return numbers(trial -> trial.mean(objective(trial)));
    }

    /** Mean of a metric over the folds, by trial. */
    double[] means(String metric) {
        return numbers(trial -> trial.mean(metric));
    }

    /** Standard deviation over the folds, by trial, as NumPy's {@code std} and PySpark's {@code stdMetrics} have it. */
    double[] stds() {
        return numbers(trial -> trial.std(objective(trial)));
    }

    /** Standard deviation of a metric over the folds, by trial. */
    double[] stds(String metric) {
        return numbers(trial -> trial.std(metric));
    }

    private static String objective(Scored trial) {
        return trial.folds().get(0).metrics().keySet().iterator().next();
    }

    private double[] numbers(Function<Scored, Double> number) {
        return outcomes.stream().mapToDouble(trial -> number(trial, number)).toArray();
    }

    private static double number(TrialOutcome trial, Function<Scored, Double> number) {
        return scored(trial).map(number).orElse(Double.NaN);
    }

    /** By trial: fast, inline or cluster; empty if it failed. */
    String[] lanes() {
        return outcomes.stream().map(TrialTable::lane).toArray(String[]::new);
    }

    private static String lane(TrialOutcome trial) {
        return scored(trial).map(scored -> scored.lane().label()).orElse("");
    }

    /** By trial: why no faster lane trained it; empty in the fastest, and if it failed. */
    String[] laneReasons() {
        return outcomes.stream().map(TrialTable::laneReason).toArray(String[]::new);
    }

    private static String laneReason(TrialOutcome trial) {
        return scored(trial).map(scored -> scored.choice().reason()).orElse("");
    }

    /** Why each trial failed; empty if it did not. */
    String[] messages() {
        return outcomes.stream().map(TrialTable::message).toArray(String[]::new);
    }

    private static String message(TrialOutcome trial) {
        return trial instanceof Failed failed ? failed.message() : "";
    }

    /**
     * The trials of a leaderboard in its order, failed ones last.
     *
     * @param columns what there are columns for
     */
    List<Row> ranked(Leaderboard leaderboard, FurtherColumns columns) {
        Map<Long, Integer> places = new HashMap<>();
        outcomes.forEach(outcome -> places.put(outcome.config().number(), places.size()));
        List<Integer> order = new ArrayList<>();
        leaderboard.forEachScored(row -> order.add(places.get(row.number())));
        leaderboard
                .failures()
                .forEach(failed -> order.add(places.get(failed.config().number())));
        Map<String, DataType> types = types(columns.params());
        List<Row> rows = new ArrayList<>(order.size());
        for (int trial : order) {
            rows.add(row(rows.size() + 1, trial, columns.metrics(), types));
        }
        return rows;
    }

    private Row row(int rank, int trial, List<String> metrics, Map<String, DataType> types) {
        TrialOutcome outcome = outcomes.get(trial);
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(rank, trial));
        if (!curves.isEmpty()) {
            cells.add(curves.get(trial));
        }
        cells.addAll(List.of(
                number(outcome, one -> one.mean(objective(one))),
                number(outcome, one -> one.std(objective(one))),
                ofTrial(trial)));
        for (String metric : metrics) {
            cells.add(number(outcome, one -> one.mean(metric)));
            cells.add(number(outcome, one -> one.std(metric)));
            cells.add(ofTrial(trial, metric));
        }
        types.forEach((name, type) ->
                cells.add(cell(outcome.config().params().get(name.substring(PARAM.length())), type)));
        cells.add(lane(outcome));
        cells.add(laneReason(outcome));
        cells.add(message(outcome));
        return RowFactory.create(cells.toArray());
    }

    /** The columns of {@link #ranked}. */
    StructType schema(FurtherColumns columns) {
        StructType numbers = new StructType().add("rank", DataTypes.IntegerType).add("trial", DataTypes.IntegerType);
        StructType schema = withMetric(
                curves.isEmpty() ? numbers : numbers.add("curve", DataTypes.LongType),
                "avgMetric",
                "stdMetric",
                "foldMetrics");
        for (String metric : columns.metrics()) {
            schema = withMetric(schema, "mean_" + metric, "std_" + metric, "folds_" + metric);
        }
        for (Map.Entry<String, DataType> param : types(columns.params()).entrySet()) {
            schema = schema.add(param.getKey(), param.getValue());
        }
        return schema.add("lane", DataTypes.StringType)
                .add("laneReason", DataTypes.StringType)
                .add("message", DataTypes.StringType);
    }

    private static StructType withMetric(StructType schema, String mean, String std, String folds) {
        return schema.add(mean, DataTypes.DoubleType)
                .add(std, DataTypes.DoubleType)
                .add(folds, DataTypes.createArrayType(DataTypes.DoubleType));
    }

    private Map<String, DataType> types(List<String> params) {
        Map<String, DataType> types = new LinkedHashMap<>();
        params.forEach(param -> types.put(PARAM + param, type(param)));
        return types;
    }

    /** The type that takes every value of a param; text if there is no other. */
    private DataType type(String param) {
        return outcomes.stream()
                .flatMap(outcome -> Stream.ofNullable(outcome.config().params().get(param)))
                .map(ColumnType::of)
                .distinct()
                .reduce(ColumnType::common)
                .orElse(ColumnType.TEXT)
                .type();
    }

    private static @Nullable Object cell(@Nullable ParameterValue value, DataType type) {
        return value == null ? null : ColumnType.cell(value, type);
    }
}
