package dev.hone.worker.train;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayArrayParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.FloatParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** Turns a trial's values into what Spark's params hold. A whole number passes for a real one, never the reverse. */
public final class ParamValues {
    private static final Map<Class<?>, Target> BY_PARAM = Map.of(
            IntParam.class, new Target("a whole number of 32 bits", ParamValues::toInt),
            LongParam.class, new Target("a whole number", ParamValues::toLong),
            DoubleParam.class, new Target("a number", ParamValues::toDouble),
            FloatParam.class, new Target("a number", value -> toDouble(value).map(Double::floatValue)),
            BooleanParam.class, new Target("true or false", ParamValues::toBoolean),
            StringArrayParam.class, new Target("a list of texts", ParamValues::toStrings),
            DoubleArrayParam.class, new Target("a list of numbers", ParamValues::toDoubles),
            IntArrayParam.class, new Target("a list of whole numbers", ParamValues::toInts),
            DoubleArrayArrayParam.class, new Target("a list of lists of numbers", ParamValues::toArrays));

    private static final Target TEXT = new Target("a text", ParamValues::toText);

    /** Spark's generic {@code Param} does not tell what it holds, other than text in all but these. */
    private static final Map<String, Target> BY_NAME = Map.of(
            "lowerBoundsOnCoefficients", new Target("a list of rows of numbers", ParamValues::toMatrix),
            "upperBoundsOnCoefficients", new Target("a list of rows of numbers", ParamValues::toMatrix),
            "lowerBoundsOnIntercepts", new Target("a list of numbers", ParamValues::toVector),
            "upperBoundsOnIntercepts", new Target("a list of numbers", ParamValues::toVector),
            "scalingVec", new Target("a list of numbers", ParamValues::toVector),
            "initialWeights", new Target("a list of numbers", ParamValues::toVector));

    private static final Set<String> INFINITIES = Set.of("Infinity", "-Infinity");

    private ParamValues() {}

    private record Target(String allowed, Function<ParameterValue, ? extends Optional<?>> conversion) {}

    /**
     * Sets a param.
     *
     * @throws IllegalArgumentException if the value is of a kind that the param does not hold, or its validator refuses it
     */
    static void set(Params owner, Param<Object> param, ParameterValue value) {
        owner.set(param, valid(owner, param, value));
    }

    /**
     * A value as a param holds it.
     *
     * @throws IllegalArgumentException if the value is of a kind that the param does not hold, or its validator refuses it
     */
    public static Object valid(Params owner, Param<Object> param, ParameterValue value) {
        Object converted = convert(owner, param, value);
        if (!Boolean.TRUE.equals(param.isValid().apply(converted))) {
            throw new IllegalArgumentException(
                    subject(owner, param) + " does not take " + value + " (" + description(param) + ")");
        }
        return converted;
    }

    private static Object convert(Params owner, Param<?> param, ParameterValue value) {
        Target target = Optional.ofNullable(BY_PARAM.get(param.getClass()))
                .orElseGet(() -> BY_NAME.getOrDefault(param.name(), TEXT));
        Optional<?> converted = target.conversion().apply(value);
        if (converted.isEmpty()) {
            throw new IllegalArgumentException(
                    subject(owner, param) + " must be " + target.allowed() + " (value: " + value.shown() + ")");
        }
        return converted.get();
    }

    private static String subject(Params owner, Param<?> param) {
        return owner.getClass().getSimpleName() + ": param '" + param.name() + "'";
    }

    /** Spark's words about the param, on one line. */
    private static String description(Param<?> param) {
        return param.doc().strip().replaceAll("\\s+", " ");
    }

    private static Optional<Object> toInt(ParameterValue value) {
        return toLong(value).filter(whole -> whole.intValue() == whole).map(Long::intValue);
    }

    private static Optional<Long> toLong(ParameterValue value) {
        return value instanceof Whole whole ? Optional.of(whole.value()) : Optional.empty();
    }

    private static Optional<Double> toDouble(ParameterValue value) {
        if (value instanceof Real real) {
            return Optional.of(real.value());
        }
        return toLong(value).map(Long::doubleValue);
    }

    /** Infinities, which no file has as numbers, are texts: the outer splits of a Bucketizer. */
    private static Optional<Double> toBound(ParameterValue value) {
        return value instanceof Text text && INFINITIES.contains(text.value())
                ? Optional.of(Double.valueOf(text.value()))
                : toDouble(value);
    }

    private static Optional<Object> toBoolean(ParameterValue value) {
        return value instanceof Flag flag ? Optional.of(flag.value()) : Optional.empty();
    }

    private static Optional<?> toVector(ParameterValue value) {
        return toDoubles(value).map(Vectors::dense);
    }

    /** Numbers pass for texts: {@code featureSubsetStrategy} is one that may be {@code 0.5}. */
    private static Optional<Object> toText(ParameterValue value) {
        return value instanceof Text || value instanceof Whole || value instanceof Real
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    private static Optional<Object> toStrings(ParameterValue value) {
        if (!(value instanceof Sequence sequence) || !sequence.values().stream().allMatch(Text.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(
                sequence.values().stream().map(ParameterValue::toString).toArray(String[]::new));
    }

    private static Optional<Object> toInts(ParameterValue value) {
        if (!(value instanceof Sequence sequence)) {
            return Optional.empty();
        }
        List<Optional<Object>> all =
                sequence.values().stream().map(ParamValues::toInt).toList();
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream()
                        .mapToInt(number -> (Integer) number.orElseThrow())
                        .toArray())
                : Optional.empty();
    }

    private static Optional<double[]> toDoubles(ParameterValue value) {
        if (!(value instanceof Sequence sequence)) {
            return Optional.empty();
        }
        List<Optional<Double>> all =
                sequence.values().stream().map(ParamValues::toBound).toList();
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream().mapToDouble(Optional::orElseThrow).toArray())
                : Optional.empty();
    }

    private static Optional<double[][]> toArrays(ParameterValue value) {
        if (!(value instanceof Sequence sequence)) {
            return Optional.empty();
        }
        List<Optional<double[]>> all =
                sequence.values().stream().map(ParamValues::toDoubles).toList();
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream().map(Optional::orElseThrow).toArray(double[][]::new))
                : Optional.empty();
    }

    private static Optional<Object> toMatrix(ParameterValue value) {
        return toArrays(value).filter(ParamValues::isRectangular).map(ParamValues::matrix);
    }

    private static boolean isRectangular(double[][] rows) {
        for (double[] row : rows) {
            if (row.length != rows[0].length) {
                return false;
            }
        }
        return rows.length > 0;
    }

    private static Matrix matrix(double[][] rows) {
        int columns = rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, values, row * columns, columns);
        }
        return new DenseMatrix(rows.length, columns, values, true);
    }
}
