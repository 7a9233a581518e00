package dev.hone.driver.table.source;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** What a column of a type can be used for. */
public final class ColumnTypes {
    private ColumnTypes() {}

    public static boolean isVector(DataType type) {
        return type.equals(SQLDataTypes.VectorType());
    }

    /** Whether the column holds arrays of numbers, which can be features as vectors can. */
    public static boolean isNumberArray(DataType type) {
        return type instanceof ArrayType array && isNumber(array.elementType());
    }

    public static boolean isText(DataType type) {
        return type instanceof StringType;
    }

    public static boolean isNumber(DataType type) {
        return type instanceof NumericType;
    }

    public static boolean isNumberOrBoolean(DataType type) {
        return isNumber(type) || type instanceof BooleanType;
    }

    public static boolean isWhole(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
    }

    public static boolean isFloatingPoint(DataType type) {
        return type instanceof DoubleType || type instanceof FloatType;
    }

    public static boolean isClass(DataType type) {
        return isNumberOrBoolean(type) || isText(type);
    }

    /** Whether equal values have equal texts, by which rows can be grouped. */
    public static boolean isGroup(DataType type) {
        return isClass(type) || isDate(type) || isTimestamp(type);
    }

    public static boolean isDate(DataType type) {
        return type instanceof DateType;
    }

    public static boolean isTimestamp(DataType type) {
        return type instanceof TimestampType || type instanceof TimestampNTZType;
    }
}
