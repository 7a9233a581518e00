package dev.hone.tuning;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.worker.trial.FoldScore;
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
        return IntStream.range(0, folds)
                .mapToObj(fold -> outcomes.stream()
                        .mapToDouble(trial -> foldMetrics(trial)[fold])
                        .toArray())
                .toArray(double[][]::new);
    }

    double[] ofTrial(int trial) {
        return foldMetrics(outcomes.get(trial));
    }

    private double[] foldMetrics(TrialOutcome trial) {
        return scored(trial)
                .map(scored ->
                        scored.folds().stream().mapToDouble(TrialTable::metric).toArray())
                .orElseGet(() ->
                        DoubleStream.generate(() -> Double.NaN).limit(folds).toArray());
    }

    private static double metric(FoldScore fold) {
        return fold.metrics().values().iterator().next();
    }

    private static Optional<Scored> scored(TrialOutcome trial) {
        return trial instanceof Scored scored ? Optional.of(scored) : Optional.empty();
    }

    /** Mean over the folds, by trial. */
    double[] means() {
        return numbers(trial -> trial.mean(metricName(trial)));
    }

    /** Standard deviation over the folds, by trial, as NumPy's {@code std} and PySpark's {@code stdMetrics} have it. */
    double[] stds() {
        return numbers(trial -> trial.std(metricName(trial)));
    }

    private static String metricName(Scored trial) {
        return trial.folds().get(0).metrics().keySet().iterator().next();
    }

    private double[] numbers(Function<Scored, Double> number) {
        return outcomes.stream()
                .mapToDouble(trial -> scored(trial).map(number).orElse(Double.NaN))
                .toArray();
    }

    /** By trial: fast, inline or cluster; empty if it failed. */
    String[] lanes() {
        return outcomes.stream().map(TrialTable::lane).toArray(String[]::new);
    }

    private static String lane(TrialOutcome trial) {
        return scored(trial).map(scored -> scored.lane().label()).orElse("");
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
     * @param params names of params, a column each
     */
    List<Row> ranked(Leaderboard leaderboard, List<String> params) {
        Map<Long, Integer> places = new HashMap<>();
        outcomes.forEach(outcome -> places.put(outcome.config().number(), places.size()));
        List<Integer> order = new ArrayList<>();
        leaderboard.forEachScored(row -> order.add(places.get(row.number())));
        leaderboard
                .failures()
                .forEach(failed -> order.add(places.get(failed.config().number())));
        Map<String, DataType> types = types(params);
        List<Row> rows = new ArrayList<>(order.size());
        for (int trial : order) {
            rows.add(row(rows.size() + 1, trial, types));
        }
        return rows;
    }

    private Row row(int rank, int trial, Map<String, DataType> types) {
        TrialOutcome outcome = outcomes.get(trial);
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(rank, trial));
        if (!curves.isEmpty()) {
            cells.add(curves.get(trial));
        }
        cells.addAll(List.of(
                scored(outcome).map(one -> one.mean(metricName(one))).orElse(Double.NaN),
                scored(outcome).map(one -> one.std(metricName(one))).orElse(Double.NaN),
                ofTrial(trial)));
        types.forEach((name, type) ->
                cells.add(cell(outcome.config().params().get(name.substring(PARAM.length())), type)));
        cells.add(lane(outcome));
        cells.add(message(outcome));
        return RowFactory.create(cells.toArray());
    }

    /** The columns of {@link #ranked}. */
    StructType schema(List<String> params) {
        StructType numbers = new StructType().add("rank", DataTypes.IntegerType).add("trial", DataTypes.IntegerType);
        StructType[] schema = {
            (curves.isEmpty() ? numbers : numbers.add("curve", DataTypes.LongType))
                    .add("avgMetric", DataTypes.DoubleType)
                    .add("stdMetric", DataTypes.DoubleType)
                    .add("foldMetrics", DataTypes.createArrayType(DataTypes.DoubleType))
        };
        types(params).forEach((name, type) -> schema[0] = schema[0].add(name, type));
        return schema[0].add("lane", DataTypes.StringType).add("message", DataTypes.StringType);
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
