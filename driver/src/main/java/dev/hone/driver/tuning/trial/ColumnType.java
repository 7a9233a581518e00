package dev.hone.driver.tuning.trial;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Whole;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;

/** The type of the column that holds the values of a param. */
enum ColumnType {
    WHOLE(DataTypes.LongType),
    REAL(DataTypes.DoubleType),
    FLAG(DataTypes.BooleanType),
    NUMBERS(DataTypes.createArrayType(DataTypes.DoubleType)),
    TEXTS(DataTypes.createArrayType(DataTypes.StringType)),
    TEXT(DataTypes.StringType);

    private final DataType type;

    ColumnType(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    static ColumnType of(ParameterValue value) {
        if (value instanceof Whole) {
            return WHOLE;
        }
        if (value instanceof Real) {
            return REAL;
        }
        if (value instanceof Flag) {
            return FLAG;
        }
        if (value instanceof Sequence sequence) {
            return sequence.values().stream().allMatch(ColumnType::isNumber) ? NUMBERS : TEXTS;
        }
        return TEXT;
    }

    private static boolean isNumber(ParameterValue value) {
        return value instanceof Whole || value instanceof Real;
    }

    /** The type that takes the values of both. */
    static ColumnType common(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        boolean areNumbers = (one == WHOLE || one == REAL) && (other == WHOLE || other == REAL);
        boolean areLists = (one == NUMBERS || one == TEXTS) && (other == NUMBERS || other == TEXTS);
        return areNumbers ? REAL : areLists ? TEXTS : TEXT;
    }

    /** A value in a column. */
    static Object cell(ParameterValue value, DataType type) {
        if (type instanceof LongType && value instanceof Whole whole) {
            return whole.value();
        }
        if (type instanceof DoubleType) {
            return number(value);
        }
        if (type instanceof BooleanType && value instanceof Flag flag) {
            return flag.value();
        }
        if (type instanceof ArrayType array && value instanceof Sequence sequence) {
            return array.elementType() instanceof DoubleType
                    ? sequence.values().stream().map(ColumnType::number).toArray()
                    : sequence.values().stream().map(ParameterValue::toString).toArray();
        }
        return value.toString();
    }

    private static double number(ParameterValue value) {
        return value instanceof Whole whole ? whole.value() : ((Real) value).value();
    }
}
