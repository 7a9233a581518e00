package dev.hone.driver.report;

import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.TrialConfig;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasSeed;

/** The Java that makes a trial's estimator: imports and one statement, to be pasted into any Spark ML program. */
public final class JavaSnippet {
    private static final String INDENT = "    ";

    private final Set<String> imports = new TreeSet<>();

    private JavaSnippet() {}

    /** The snippet of a trial. */
    public static String of(TrialConfig config) {
        return new JavaSnippet().write(config);
    }

    private String write(TrialConfig config) {
        Estimator<?> estimator = EstimatorFactory.create(config);
        String type = estimator.getClass().getSimpleName();
        String variable = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        String expression = expression(estimator, INDENT);
        return imports.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining()) + "\n" + type + " "
                + variable + " = " + expression + ";\n";
    }

    private String expression(Estimator<?> estimator, String indent) {
        imports.add(estimator.getClass().getName());
        StringBuilder text = new StringBuilder("new ")
                .append(estimator.getClass().getSimpleName())
                .append("()");
        for (String name : given(estimator)) {
            Param<?> param = estimator.getParam(name);
            text.append('\n')
                    .append(indent)
                    .append(".set")
                    .append(name.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(name.substring(1))
                    .append('(')
                    .append(literal(estimator.getOrDefault(param), indent))
                    .append(')');
        }
        return text.toString();
    }

    /** The params that were set, the seed last. */
    private static Set<String> given(Estimator<?> estimator) {
        Set<String> names = new LinkedHashSet<>();
        for (Param<?> param : estimator.params()) {
            if (estimator.isSet(param) && !param.name().equals("seed")) {
                names.add(param.name());
            }
        }
        if (estimator instanceof HasSeed) {
            names.add("seed");
        }
        return names;
    }

    private String literal(Object value, String indent) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Long) {
            return value + "L";
        }
        if (value instanceof Float) {
            return value + "f";
        }
        if (value instanceof Estimator<?> estimator) {
            return expression(estimator, indent + INDENT);
        }
        if (value instanceof DenseVector vector) {
            imports.add("org.apache.spark.ml.linalg.Vectors");
            return "Vectors.dense(" + array("double", Arrays.toString(vector.values())) + ")";
        }
        if (value instanceof DenseMatrix matrix) {
            imports.add("org.apache.spark.ml.linalg.Matrices");
            String values = array("double", Arrays.toString(matrix.toArray()));
            return "Matrices.dense(" + matrix.numRows() + ", " + matrix.numCols() + ", " + values + ")";
        }
        return arrayOrNumber(value);
    }

    private static String arrayOrNumber(Object value) {
        if (value instanceof double[] numbers) {
            return array("double", Arrays.toString(numbers));
        }
        if (value instanceof int[] numbers) {
            return array("int", Arrays.toString(numbers));
        }
        if (value instanceof double[][] rows) {
            return array("double[]", Arrays.deepToString(rows));
        }
        if (value instanceof String[] texts) {
            return array(
                    "String",
                    Arrays.stream(texts).map(JavaSnippet::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        return String.valueOf(value);
    }

    /** {@code [1, 2]} becomes {@code new int[] {1, 2}}. */
    private static String array(String type, String values) {
        return "new " + type + "[] " + values.replace('[', '{').replace(']', '}');
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
