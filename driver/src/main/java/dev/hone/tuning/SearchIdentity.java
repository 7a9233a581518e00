package dev.hone.tuning;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyIdentity.Origin;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.driver.tuning.metric.Columns;
import dev.hone.driver.tuning.metric.TunerMetrics;
import dev.hone.driver.tuning.trial.ParamNames;
import dev.hone.driver.tuning.trial.StagedTrial;
import dev.hone.driver.tuning.trial.TunerTrials;
import dev.hone.worker.stage.ParamsKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * What makes two searches of tuners the same one, so that the one continues the other: the estimator, the evaluator, what
 * trials are drawn from, the folds, and the rows.
 *
 * @param identity of the study
 * @param validation how trials are judged
 * @param rows number of rows
 * @param fingerprint of their content
 * @param features the column that learners take their features from
 * @param seed of the search
 * @param startsAnew whether trials of an earlier run are of no use, as where models are collected
 */
record SearchIdentity(
        StudyIdentity identity,
        StudyResult.Validation validation,
        int rows,
        String fingerprint,
        List<String> features,
        long seed,
        boolean startsAnew) {

    /**
     * That of a tuner on some rows, which are read once.
     *
     * @param folds how many there are
     */
    static SearchIdentity of(HyperparameterTuner tuner, TunerTrials trials, Dataset<Row> rows, int folds) {
        TunerMetrics metrics = tuner.tunerMetrics();
        Map<String, Object> params = validation(tuner);
        long count = rows.count();
        String fingerprint = fingerprint(rows, tuner.getFoldCol().isEmpty());
        Stream<String> definition = Stream.of(
                text(tuner.getEstimator(), trials.names()),
                trials.names()
                        .withoutIds(ParamsKey.of(tuner.getEvaluator())
                                .params()
                                .toString()
                                .replace(tuner.getEvaluator().uid(), "evaluator")),
                tuner.getEvaluator().getClass().getName(),
                trials.names().withoutIds(drawing(tuner, trials)),
                params.toString(),
                Long.toString(tuner.getSeed()),
                tuner.getLane());
        StudyIdentity identity = new StudyIdentity(
                name(trials),
                DigestUtils.sha256Hex(
                        Stream.concat(definition, further(metrics)).collect(Collectors.joining("\n"))),
                fingerprint,
                metrics.objective(),
                StudyPipeline.none(),
                folds,
                Origin.TUNER);
        return new SearchIdentity(
                identity,
                new StudyResult.Validation(tuner.getScheme(), folds, params),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, count)),
                fingerprint,
                Columns.named(trials.untuned().learner(), "featuresCol").stream()
                        .toList(),
                tuner.getSeed(),
                tuner.getCollectSubModels());
    }

    /** Nothing where there are none, so that searches of earlier versions continue. */
    private static Stream<String> further(TunerMetrics metrics) {
        return metrics.further().isEmpty()
                ? Stream.of()
                : Stream.of(metrics.further().toString());
    }

    /** The name of a tuner's study. */
    static String name(TunerTrials trials) {
        return "HyperparameterTuner of " + trials.first().learner();
    }

    private static Map<String, Object> validation(HyperparameterTuner tuner) {
        Map<String, Object> params = new TreeMap<>();
        Stream.<Param<?>>of(
                        tuner.numFolds(),
                        tuner.foldCol(),
                        tuner.trainRatio(),
                        tuner.splitCol(),
                        tuner.groupCol(),
                        tuner.numRepeats())
                .filter(tuner::isSet)
                .forEach(param ->
                        params.put(param.name(), tuner.getOrDefault(param).toString()));
        return params;
    }

    /** Not the number of trials drawn: raising it continues. */
    private static String drawing(HyperparameterTuner tuner, TunerTrials trials) {
        if (tuner.isSet(tuner.searchSpace())) {
            String known = tuner.isSet(tuner.knownGood()) ? "after " + tuner.getKnownGood() : "";
            String start = tuner.getWarmStart().isEmpty() ? "" : "started from " + tuner.getWarmStart();
            String curves = trials.curves().text().orElse("");
            return tuner.getSampler() + tuner.getSearchSpace() + curves + known + start;
        }
        return Arrays.stream(tuner.getEstimatorParamMaps())
                .map(map -> new TreeMap<>(trials.values(map)).toString())
                .sorted()
                .toList()
                .toString();
    }

    private static String text(Estimator<?> estimator, ParamNames names) {
        List<String> stages = StagedTrial.of(estimator).stages().stream()
                .map(stage -> stage.getClass().getName() + ParamsKey.of(stage))
                .toList();
        return names.withoutIds(stages.toString());
    }

    /** Of the values of all rows; of their order and partitions too where folds follow from these. */
    static String fingerprint(Dataset<Row> rows, boolean isOrdered) {
        List<Column> columns = Arrays.stream(rows.schema().fields())
                .map(SearchIdentity::hashable)
                .toList();
        Stream<Column> order = isOrdered ? Stream.of(functions.monotonically_increasing_id()) : Stream.of();
        Column hash = functions.xxhash64(Stream.concat(columns.stream(), order).toArray(Column[]::new));
        Row sums = rows.select(hash.alias("hash"))
                .agg(
                        functions.sum(functions.col("hash").cast(DataTypes.createDecimalType(20, 0))),
                        functions.bit_xor(functions.col("hash")),
                        functions.count(functions.lit(1)))
                .head();
        return DigestUtils.sha256Hex(rows.schema().catalogString() + sums);
    }

    private static Column hashable(StructField field) {
        Column column = functions.col("`" + field.name().replace("`", "``") + "`");
        return field.dataType().existsRecursively(MapType.class::isInstance)
                ? column.cast(DataTypes.StringType)
                : column;
    }
}
