package dev.hone.worker.train.inline;

import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Function2;
import scala.Function3;

/** Single values with the semantics of Spark SQL. */
final class SqlValues {
    private SqlValues() {}

    /** The column's values as another type; null stays null. */
    static TaskColumn.Values cast(TaskColumn column, DataType type) {
        TaskColumn.Values values = column.values();
        if (column.type().equals(type)) {
            return values;
        }
        if (type.equals(DataTypes.DoubleType)) {
            return row -> number(values.at(row));
        }
        if (type.equals(DataTypes.IntegerType)) {
            return row -> whole(number(values.at(row)));
        }
        if (type.equals(DataTypes.StringType)) {
            return row -> String.valueOf(values.at(row));
        }
        throw ColumnCompiler.unsupported("a cast to " + type.sql());
    }

    private static @Nullable Integer whole(@Nullable Double value) {
        return value == null ? null : Integer.valueOf(value.intValue());
    }

    /** A number or truth value as double. */
    static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Double exact) {
            return exact;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        return value == null ? null : Double.valueOf(((Number) value).doubleValue());
    }

    /** Order of two numbers in SQL: NaN equals itself and is above all others, and the two zeros are equal. */
    static int compare(double left, double right) {
        return left == right ? 0 : Double.compare(left, right);
    }

    /** The values that a vector stores: for a sparse one those that are not left out. */
    static double[] stored(@Nullable Vector vector) {
        if (vector instanceof DenseVector dense) {
            return dense.values();
        }
        if (vector instanceof SparseVector sparse) {
            return sparse.values();
        }
        throw new IllegalArgumentException("Vectors MUST NOT be Null");
    }

    @SuppressWarnings("unchecked")
    static Object apply(Function1<?, ?> function, @Nullable Object argument) {
        return ((Function1<@Nullable Object, Object>) function).apply(argument);
    }

    @SuppressWarnings("unchecked")
    static Object apply(Function2<?, ?, ?> function, @Nullable Object first, @Nullable Object second) {
        return ((Function2<@Nullable Object, @Nullable Object, Object>) function).apply(first, second);
    }

    @SuppressWarnings("unchecked")
    static Object apply(
            Function3<?, ?, ?, ?> function, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
        return ((Function3<@Nullable Object, @Nullable Object, @Nullable Object, Object>) function)
                .apply(first, second, third);
    }
}
