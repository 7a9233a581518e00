package dev.hone.worker.train;

import dev.hone.ml.RowLearner;
import dev.hone.worker.data.FamiliarNames;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.TrialConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.recommendation.ALS;

/**
 * Makes estimators from names and values. Values are checked by the validators of Spark's own {@code Param}s.
 *
 * <p>A param is named as in Spark ML. The estimator that {@code OneVsRest} repeats is named by its param
 * {@code classifier}, and that estimator's params as {@code classifier.regParam}. Columns of features, label, weight and
 * predictions belong to Hone.
 */
public final class EstimatorFactory {
    private static final String CLASSIFIER = "classifier";
    private static final String CLASSIFIER_PREFIX = CLASSIFIER + ".";

    private static final Set<String> OWN_COLUMNS = Set.of(
            "featuresCol", "labelCol", "weightCol", "predictionCol", "probabilityCol", "rawPredictionCol", "leafCol");

    /** Params whose value names a further column of the table. */
    private static final Set<String> COLUMN_PARAMS =
            Set.of("censorCol", "offsetCol", "validationIndicatorCol", "userCol", "itemCol");

    private EstimatorFactory() {}

    /**
     * The estimator of a trial: its params set, and its seed that of the trial unless a param gives one.
     *
     * @throws IllegalArgumentException if the learner or a param is not known, a value is not one that the param takes, or
     *     params do not go together
     */
    public static Estimator<?> create(TrialConfig config) {
        Estimator<?> estimator = instantiate(config.learner(), config.seed());
        seed(estimator, config.seed());
        if (estimator instanceof OneVsRest oneVsRest) {
            oneVsRest.set(CLASSIFIER, repeated(config));
        }
        config.params().forEach((name, value) -> {
            if (!isOfRepeated(estimator, name)) {
                set(estimator, name, value);
            }
        });
        if (estimator instanceof RowLearner learner) {
            learner.requireConsistentParams();
        }
        return estimator;
    }

    /**
     * Checks a value for a param.
     *
     * @param learner the learner; for a param {@code classifier.x} the one that OneVsRest repeats is given as {@code
     *     classifier}
     * @throws IllegalArgumentException with one line if the param is not known or does not take the value
     */
    public static void check(String learner, String param, ParameterValue value) {
        set(instantiate(learner, 0), param, value);
    }

    /** The params of a learner that a study can set, in alphabetical order. */
    public static List<String> paramsOf(String learner) {
        return paramsOf(instantiate(learner, 0));
    }

    /** Whether the value of a param is the name of a further column of the table. */
    public static boolean namesColumn(String param) {
        return COLUMN_PARAMS.contains(param);
    }

    /** The further columns of the table that a learner takes where no param names others: the users and items of ALS. */
    public static Map<String, String> defaultColumns(String learner) {
        return LearnerCatalog.classOf(learner) == ALS.class ? Map.of("userCol", "user", "itemCol", "item") : Map.of();
    }

    private static boolean isOfRepeated(Estimator<?> estimator, String param) {
        return estimator instanceof OneVsRest && (param.equals(CLASSIFIER) || param.startsWith(CLASSIFIER_PREFIX));
    }

    private static Estimator<?> repeated(TrialConfig config) {
        if (!(config.params().get(CLASSIFIER) instanceof Text name)) {
            throw new IllegalArgumentException(
                    "OneVsRest: param 'classifier' must name a classifier of two classes, such as LinearSVC");
        }
        Estimator<?> repeated = instantiate(name.value(), config.seed());
        seed(repeated, config.seed());
        for (Map.Entry<String, ParameterValue> param : config.params().entrySet()) {
            if (param.getKey().startsWith(CLASSIFIER_PREFIX)) {
                set(repeated, param.getKey().substring(CLASSIFIER_PREFIX.length()), param.getValue());
            }
        }
        return repeated;
    }

    private static void seed(Estimator<?> estimator, long seed) {
        if (estimator instanceof HasSeed seeded) {
            estimator.set(seeded.seed(), seed);
        }
    }

    private static Estimator<?> instantiate(String learner, long seed) {
        Class<?> type = LearnerCatalog.classOf(learner);
        String uid = type.getSimpleName() + "_" + Long.toHexString(seed);
        return (Estimator<?>) Reflection.of(type, uid, "Learner '" + learner + "'");
    }

    private static void set(Estimator<?> estimator, String name, ParameterValue value) {
        ParamValues.set(estimator, param(estimator, name), value);
    }

    @SuppressWarnings("unchecked")
    private static Param<Object> param(Estimator<?> estimator, String name) {
        String learner = estimator.getClass().getSimpleName();
        if (OWN_COLUMNS.contains(name) && estimator.hasParam(name)) {
            throw new IllegalArgumentException(
                    learner + ": param '" + name + "' is set by Hone; name the table's columns under data");
        }
        List<String> names = paramsOf(estimator);
        if (!names.contains(name)) {
            throw new IllegalArgumentException(learner + " has no param '" + name + "' (params: "
                    + String.join(", ", names) + ")" + FamiliarNames.param(name, names));
        }
        return (Param<Object>) (Param<?>) estimator.getParam(name);
    }

    private static List<String> paramsOf(Estimator<?> estimator) {
        return Arrays.stream(estimator.params())
                .map(Param::name)
                .filter(name -> !OWN_COLUMNS.contains(name))
                .filter(name -> !(estimator instanceof OneVsRest && name.equals("parallelism")))
                .sorted()
                .toList();
    }
}
