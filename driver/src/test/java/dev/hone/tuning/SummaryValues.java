package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.ml.util.Summary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Product;

/** Everything that a training summary of MLlib tells, by the names of its methods. */
final class SummaryValues {
    private static final double TOLERANCE = 1e-8;
    private static final List<String> RESIDUALS = List.of("deviance", "pearson", "working", "response");
    private static final Set<String> OTHERS = Set.of(
            "asBinary",
            "familyLink",
            "getClass",
            "hashCode",
            "model",
            "notify",
            "notifyAll",
            "privateModel",
            "toString",
            "wait");

    private static final Set<String> QUICK = Set.of(
            "objectiveHistory",
            "totalIterations",
            "numIter",
            "numIterations",
            "trainingCost",
            "logLikelihood",
            "solver");

    private SummaryValues() {}

    /** Those that need no pass over the rows. */
    static Map<String, Object> quicklyOf(Summary summary) {
        return of(summary, QUICK::contains);
    }

    /** Values, arrays and rows; of what a summary refuses the message. */
    static Map<String, Object> of(Summary summary) {
        return of(summary, name -> true);
    }

    private static Map<String, Object> of(Summary summary, Predicate<String> wanted) {
        Map<String, Object> values = new TreeMap<>();
        for (Method method : summary.getClass().getMethods()) {
            boolean plain = wanted.test(method.getName())
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.getName().contains("$")
                    && !OTHERS.contains(method.getName());
            Class<?>[] types = method.getParameterTypes();
            if (plain && types.length == 0) {
                values.put(method.getName(), value(summary, method));
            } else if (plain && types.length == 1 && types[0] == double.class) {
                values.put(method.getName() + "(0.5)", value(summary, method, 0.5));
            } else if (plain && method.getName().equals("residuals")) {
                RESIDUALS.forEach(type -> values.put("residuals(" + type + ")", value(summary, method, type)));
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Object value(Summary summary, Method method, Object... arguments) {
        try {
            Object value = method.invoke(summary, arguments);
            return value instanceof Dataset
                    ? List.of(((Dataset<Row>) value).schema().json(), ((Dataset<Row>) value).collectAsList())
                    : Objects.requireNonNullElse(value, "null");
        } catch (InvocationTargetException e) {
            return Objects.toString(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static void assertAlike(Object actual, Object expected, String name) {
        if (actual instanceof String || expected instanceof String) {
            assertThat(actual).as(name).isEqualTo(expected);
        } else if (expected instanceof Double number) {
            assertNear((Double) actual, number, name);
        } else if (expected instanceof List<?> list) {
            assertAllAlike(((List<?>) actual).toArray(), list.toArray(), name);
        } else if (expected != null && expected.getClass().isArray()) {
            assertAllAlike(elements(actual), elements(expected), name);
        } else if (expected instanceof Row row) {
            assertAllAlike(elements((Row) actual), elements(row), name);
        } else if (expected instanceof org.apache.spark.ml.linalg.Vector vector) {
            assertAllAlike(
                    elements(((org.apache.spark.ml.linalg.Vector) actual).toArray()), elements(vector.toArray()), name);
        } else if (expected instanceof Product product && !(expected instanceof scala.Option)) {
            assertAllAlike(elements((Product) actual), elements(product), name);
        } else {
            assertThat(String.valueOf(actual)).as(name).isEqualTo(String.valueOf(expected));
        }
    }

    private static void assertNear(double actual, double expected, String name) {
        boolean near = Double.compare(actual, expected) == 0
                || Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
        assertThat(near).as("%s: %s, expected %s", name, actual, expected).isTrue();
    }

    private static void assertAllAlike(Object[] actual, Object[] expected, String name) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int index = 0; index < expected.length; index++) {
            assertAlike(actual[index], expected[index], name + "[" + index + "]");
        }
    }

    private static Object[] elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(index -> Array.get(array, index))
                .toArray();
    }

    private static Object[] elements(Row row) {
        return IntStream.range(0, row.size()).mapToObj(row::get).toArray();
    }

    private static Object[] elements(Product product) {
        return IntStream.range(0, product.productArity())
                .mapToObj(product::productElement)
                .toArray();
    }
}
