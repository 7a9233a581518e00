package dev.hone.driver.report;

import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.TrialConfig;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasSeed;

/**
 * The Java that makes a trial's estimator, or the pipeline of which {@code fit} makes its saved model out of the raw table:
 * imports and statements, to be pasted into any Spark ML program.
 */
public final class JavaSnippet {
    private static final String INDENT = "    ";

    /** Of a pipeline; a longer one, such as that of ten thousand columns, may not fit into a method of Java. */
    private static final int MOST_CHARACTERS = 1 << 15;

    /** The letters at the start of a class name that are lower case in the name of a variable. */
    private static final Pattern LEADING = Pattern.compile("^(?:\\p{Lu}+(?!\\p{Ll})|\\p{Lu})");

    /** What no name in Java has, with what follows it. */
    private static final Pattern FOREIGN = Pattern.compile("[^\\p{javaJavaIdentifierPart}]+(.?)");

    private final Set<String> imports = new TreeSet<>();
    private final Set<String> variables = new HashSet<>();
    private final StringBuilder statements = new StringBuilder();

    private JavaSnippet() {}

    /**
     * The snippet of a trial whose table is not at hand: its stages and its learner, one after the other, without the columns
     * that depend on the table.
     *
     * @param pipeline the stages before the learner
     */
    public static String of(TrialConfig config, StudyPipeline pipeline) {
        JavaSnippet snippet = new JavaSnippet();
        pipeline.of(config).forEach(stage -> snippet.declare(stage.create(), snippet.free(variable(stage.name()))));
        snippet.declare(EstimatorFactory.create(pipeline.learnerOf(config)));
        return snippet.text();
    }

    /**
     * The snippet of a pipeline; empty if it is longer than {@value #MOST_CHARACTERS} characters.
     *
     * @param stages by name, in their order
     */
    public static Optional<String> of(Map<String, PipelineStage> stages) {
        JavaSnippet snippet = new JavaSnippet();
        List<String> declared = new ArrayList<>();
        stages.forEach((name, stage) -> {
            String variable = snippet.free(variable(name));
            snippet.declare(stage, variable);
            declared.add(variable);
        });
        snippet.declarePipeline(declared);
        return Optional.of(snippet.text()).filter(text -> text.length() <= MOST_CHARACTERS);
    }

    private void declarePipeline(List<String> stages) {
        imports.add(Pipeline.class.getName());
        imports.add(PipelineStage.class.getName());
        statements.append("Pipeline ").append(free("pipeline")).append(" = new Pipeline()\n");
        statements.append(INDENT).append(".setStages(new PipelineStage[] {");
        statements.append(String.join(", ", stages)).append("});\n");
    }

    private String text() {
        return imports.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining()) + "\n" + statements;
    }

    /** Adds the statements that make an estimator; returns the name of its variable. */
    private String declare(Estimator<?> estimator) {
        String variable = free(variable(estimator.getClass().getSimpleName()));
        declare(estimator, variable);
        return variable;
    }

    /** The name, or that with a number if there is a variable of that name. */
    private String free(String name) {
        String candidate = name;
        for (int number = 2; !variables.add(candidate); number++) {
            candidate = name + number;
        }
        return candidate;
    }

    private void declare(PipelineStage stage, String variable) {
        Class<?> type = stage.getClass();
        imports.add(type.getName().replace('$', '.'));
        StringBuilder calls = new StringBuilder();
        StringBuilder afterwards = new StringBuilder();
        for (String name : given(stage)) {
            String value = literal(stage.getOrDefault(stage.getParam(name)));
            String setter = "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            if (hasSetter(type, setter)) {
                calls.append('\n').append(INDENT).append('.').append(setter);
                calls.append('(').append(value).append(')');
            } else {
                afterwards
                        .append(variable)
                        .append(".set(")
                        .append(variable)
                        .append('.')
                        .append(name);
                afterwards.append("(), ").append(value).append(");\n");
            }
        }
        statements.append(type.getSimpleName()).append(' ').append(variable);
        statements
                .append(" = new ")
                .append(type.getSimpleName())
                .append('(')
                .append(argument(stage))
                .append(')');
        statements.append(calls).append(";\n").append(afterwards);
    }

    /** Whether calls can go on after a setter: it returns the stage's own type, or what its superclass calls so. */
    private static boolean hasSetter(Class<?> type, String setter) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(setter)
                        && (type.isAssignableFrom(method.getReturnType())
                                || method.getGenericReturnType() instanceof TypeVariable<?>));
    }

    /** What the constructor takes: the labels of an indexer that needs no table to learn them. */
    private String argument(PipelineStage stage) {
        return stage instanceof StringIndexerModel indexer ? literal(indexer.labelsArray()[0]) : "";
    }

    /** {@code kMeans} for KMeans, {@code gbtClassifier} for GBTClassifier, {@code myScaler} for my-scaler. */
    private static String variable(String name) {
        String lower = LEADING.matcher(name).replaceFirst(match -> match.group().toLowerCase(Locale.ROOT));
        String joined = FOREIGN.matcher(lower)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).toUpperCase(Locale.ROOT)));
        return SourceVersion.isName(joined) ? joined : "stage" + joined;
    }

    /** The params that were set, the seed last. */
    private static Set<String> given(PipelineStage stage) {
        Set<String> names = new LinkedHashSet<>();
        for (Param<?> param : stage.params()) {
            if (stage.isSet(param) && !param.name().equals("seed")) {
                names.add(param.name());
            }
        }
        if (stage instanceof HasSeed) {
            names.add("seed");
        }
        return names;
    }

    private String literal(Object value) {
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
            return declare(estimator);
        }
        if (value instanceof DenseVector vector) {
            imports.add("org.apache.spark.ml.linalg.Vectors");
            return "Vectors.dense(" + numbers(vector.values()) + ")";
        }
        if (value instanceof DenseMatrix matrix) {
            imports.add("org.apache.spark.ml.linalg.Matrices");
            String values = numbers(matrix.toArray());
            return "Matrices.dense(" + matrix.numRows() + ", " + matrix.numCols() + ", " + values + ")";
        }
        return arrayOrNumber(value);
    }

    private static String arrayOrNumber(Object value) {
        if (value instanceof double[] numbers) {
            return numbers(numbers);
        }
        if (value instanceof int[] numbers) {
            return array("int", Arrays.toString(numbers));
        }
        if (value instanceof double[][] rows) {
            return array("double[]", named(Arrays.deepToString(rows)));
        }
        if (value instanceof String[] texts) {
            return Arrays.stream(texts)
                    .map(JavaSnippet::quoted)
                    .collect(Collectors.joining(", ", "new String[] {", "}"));
        }
        return value instanceof Double number ? named(number.toString()) : String.valueOf(value);
    }

    private static String numbers(double[] numbers) {
        return array("double", named(Arrays.toString(numbers)));
    }

    /** With the constants of what has no literal. */
    private static String named(String numbers) {
        return numbers.replace("NaN", "Double.NaN")
                .replace("-Infinity", "Double.NEGATIVE_INFINITY")
                .replace("Infinity", "Double.POSITIVE_INFINITY");
    }

    /** {@code [1, 2]} becomes {@code new int[] {1, 2}}. */
    private static String array(String type, String values) {
        return "new " + type + "[] " + values.replace('[', '{').replace(']', '}');
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '"', '\\' -> quoted.append('\\').append(letter);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(letter);
            }
        }
        return quoted.append('"').toString();
    }
}
