package dev.hone.worker.train.inline;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.jspecify.annotations.Nullable;

/** Rows of columns, as {@code Row} or as the type of an encoder. */
final class Rows {
    private Rows() {}

    static Row row(List<TaskColumn> columns, int row) {
        return new GenericRow(values(columns, row));
    }

    /** How a row of the columns becomes an object, as {@code Dataset.as} makes it: a tuple or case class, field by field. */
    @SuppressWarnings("unchecked")
    static <U> IntFunction<U> reader(List<TaskColumn> columns, Encoder<U> encoder) {
        Class<?> type = encoder.clsTag().runtimeClass();
        Constructor<?> constructor = List.of(type.getConstructors()).stream()
                .filter(candidate -> candidate.getParameterCount() == columns.size())
                .findFirst()
                .orElseThrow(() -> ColumnCompiler.unsupported("a Dataset of " + type.getName()));
        return row -> (U) make(constructor, values(columns, row));
    }

    private static Object make(Constructor<?> constructor, @Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A row could not be read as " + constructor.getDeclaringClass(), e);
        }
    }

    private static @Nullable Object[] values(List<TaskColumn> columns, int row) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).values().at(row);
        }
        return values;
    }
}
