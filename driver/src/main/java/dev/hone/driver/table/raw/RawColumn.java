package dev.hone.driver.table.raw;

import dev.hone.driver.table.column.GrowingDoubles;
import dev.hone.driver.table.column.GrowingInts;
import dev.hone.driver.table.column.TextCodes;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.stage.StageColumn;
import java.util.BitSet;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** A column that grows row by row. */
abstract sealed class RawColumn {
    private final StructField field;
    private final BitSet nulls = new BitSet();
    private int rows;

    private RawColumn(StructField field) {
        this.field = field;
    }

    /** A column of a type that {@link StageColumn#takes}. */
    static RawColumn of(StructField field) {
        if (field.dataType() instanceof StringType) {
            return new OfTexts(field);
        }
        if (field.dataType() instanceof VectorUDT) {
            return new OfVectors(field);
        }
        return field.dataType().equals(StageColumn.Tokens.TYPE) ? new OfTokens(field) : new OfNumbers(field);
    }

    /** Appends a value; false if a column in memory cannot have it. */
    final boolean append(InternalRow row, int ordinal) {
        boolean isNull = row.isNullAt(ordinal);
        nulls.set(rows, isNull);
        boolean isTaken = add(row, ordinal, isNull);
        rows++;
        return isTaken;
    }

    final StageColumn finish() {
        return column(field, rows, nulls);
    }

    abstract boolean add(InternalRow row, int ordinal, boolean isNull);

    abstract StageColumn column(StructField field, int rows, BitSet nulls);

    /** Bytes of the values so far. */
    abstract long bytes();

    private static final class OfNumbers extends RawColumn {
        private final GrowingDoubles values = new GrowingDoubles();
        private final Getter getter;

        /** Reads a number of one type. */
        @FunctionalInterface
        private interface Getter {
            double at(InternalRow row, int ordinal);
        }

        OfNumbers(StructField field) {
            super(field);
            getter = getter(field.dataType());
        }

        /** NaN for a long that no double equals, which no other whole number becomes. */
        private static Getter getter(DataType type) {
            if (type instanceof DoubleType) {
                return InternalRow::getDouble;
            } else if (type instanceof FloatType) {
                return InternalRow::getFloat;
            } else if (type instanceof IntegerType) {
                return InternalRow::getInt;
            } else if (type instanceof LongType) {
                return (row, ordinal) -> exact(row.getLong(ordinal));
            } else if (type instanceof ShortType) {
                return InternalRow::getShort;
            } else if (type instanceof ByteType) {
                return InternalRow::getByte;
            } else if (type instanceof BooleanType) {
                return (row, ordinal) -> row.getBoolean(ordinal) ? 1 : 0;
            }
            throw new IllegalArgumentException("Type must be a number or boolean (type: " + type + ")");
        }

        private static double exact(long value) {
            boolean isExact = value >= -(1L << 53) && value <= 1L << 53;
            return isExact ? value : Double.NaN;
        }

        @Override
        boolean add(InternalRow row, int ordinal, boolean isNull) {
            double value = isNull ? Double.NaN : getter.at(row, ordinal);
            values.add(value);
            return isNull || !Double.isNaN(value) || !(type() instanceof LongType);
        }

        @Override
        StageColumn column(StructField field, int rows, BitSet nulls) {
            return new StageColumn.Numbers(field, values.values(), nulls);
        }

        @Override
        long bytes() {
            return 8L * values.count();
        }
    }

    private static final class OfTexts extends RawColumn {
        private final GrowingInts codes = new GrowingInts();
        private final TextCodes dictionary = new TextCodes();

        OfTexts(StructField field) {
            super(field);
        }

        @Override
        boolean add(InternalRow row, int ordinal, boolean isNull) {
            codes.add(isNull ? StageColumn.Texts.NULL : dictionary.code(row.getUTF8String(ordinal)));
            return true;
        }

        @Override
        StageColumn column(StructField field, int rows, BitSet nulls) {
            return new StageColumn.Texts(field, codes.values(), dictionary.texts());
        }

        @Override
        long bytes() {
            return 4L * codes.count() + dictionary.bytes();
        }
    }

    private static final class OfTokens extends RawColumn {
        private final GrowingInts starts = new GrowingInts();
        private final GrowingInts codes = new GrowingInts();
        private final TextCodes dictionary = new TextCodes();

        OfTokens(StructField field) {
            super(field);
            starts.add(0);
        }

        @Override
        boolean add(InternalRow row, int ordinal, boolean isNull) {
            if (!isNull) {
                ArrayData tokens = row.getArray(ordinal);
                for (int index = 0; index < tokens.numElements(); index++) {
                    codes.add(
                            tokens.isNullAt(index)
                                    ? StageColumn.Texts.NULL
                                    : dictionary.code(tokens.getUTF8String(index)));
                }
            }
            starts.add(codes.count());
            return true;
        }

        @Override
        StageColumn column(StructField field, int rows, BitSet nulls) {
            return new StageColumn.Tokens(field, starts.values(), codes.values(), dictionary.texts(), nulls);
        }

        @Override
        long bytes() {
            return 4L * (starts.count() + codes.count()) + dictionary.bytes();
        }
    }

    /** Compressed while they come; dense in the end where more than a third of the values are stored. */
    private static final class OfVectors extends RawColumn {
        private static final int UNKNOWN = -1;
        private static final VectorUDT TYPE = new VectorUDT();

        private final GrowingInts starts = new GrowingInts();
        private final GrowingInts indices = new GrowingInts();
        private final GrowingDoubles values = new GrowingDoubles();
        private int length = UNKNOWN;

        OfVectors(StructField field) {
            super(field);
            starts.add(0);
        }

        @Override
        boolean add(InternalRow row, int ordinal, boolean isNull) {
            boolean isTaken = isNull
                    || add(TYPE.deserialize(
                            row.getStruct(ordinal, TYPE.sqlType().size())));
            starts.add(values.count());
            return isTaken;
        }

        private boolean add(Vector vector) {
            if (length != UNKNOWN && length != vector.size()) {
                return false;
            }
            length = vector.size();
            if (vector instanceof SparseVector sparse) {
                for (int at = 0; at < sparse.indices().length; at++) {
                    add(sparse.indices()[at], sparse.values()[at]);
                }
            } else {
                for (int index = 0; index < length; index++) {
                    add(index, vector.apply(index));
                }
            }
            return true;
        }

        private void add(int index, double value) {
            if (value != 0) {
                indices.add(index);
                values.add(value);
            }
        }

        @Override
        StageColumn column(StructField field, int rows, BitSet nulls) {
            int width = Math.max(0, length);
            FeatureMatrix matrix = FeatureMatrix.sparse(width, starts.values(), indices.values(), values.values());
            boolean isCompressed = values.count() <= (long) rows * width / 3;
            return new StageColumn.Vectors(field, isCompressed ? matrix : matrix.toDense(), nulls);
        }

        @Override
        long bytes() {
            return 4L * starts.count() + 12L * values.count();
        }
    }

    final DataType type() {
        return field.dataType();
    }
}
