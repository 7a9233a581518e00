package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * A column of a table in memory, as stages read and write it. Immutable: the arrays that it hands out are shared and not to be
 * written to. Its field has the type and the ML attributes that the column has in Spark.
 */
public sealed interface StageColumn extends Serializable
        permits StageColumn.Numbers, StageColumn.Texts, StageColumn.Vectors, StageColumn.Tokens {

    /** Name, type and metadata as Spark has them. */
    StructField field();

    int numRows();

    /** Which rows are null; shared. */
    BitSet nulls();

    /** The rows of these numbers, in this order. */
    StageColumn select(int[] rows);

    /** The same values under another field, of a type that this column can have. */
    StageColumn as(StructField other);

    /** Bytes of the arrays. */
    long bytes();

    default String name() {
        return field().name();
    }

    default boolean isNull(int row) {
        return nulls().get(row);
    }

    /** Whether a column of that type can be in memory: numbers but decimals, booleans, text, vectors and arrays of text. */
    static boolean takes(DataType type) {
        return Numbers.takes(type)
                || type.equals(DataTypes.StringType)
                || type instanceof VectorUDT
                || type.equals(Tokens.TYPE);
    }

    /** A field as {@code Dataset.withColumn} makes it of a result that may be null. */
    static StructField nullable(String name, DataType type, Metadata metadata) {
        return new StructField(name, type, true, metadata);
    }

    /** A field of doubles with metadata. */
    static StructField doubles(String name, Metadata metadata) {
        return nullable(name, DataTypes.DoubleType, metadata);
    }

    /** A field of vectors with metadata. */
    static StructField vectors(String name, Metadata metadata) {
        return nullable(name, new VectorUDT(), metadata);
    }

    private static BitSet selected(BitSet nulls, int[] rows) {
        BitSet selected = new BitSet();
        if (!nulls.isEmpty()) {
            for (int row = 0; row < rows.length; row++) {
                selected.set(row, nulls.get(rows[row]));
            }
        }
        return selected;
    }

    /**
     * Numbers or booleans, every one as a double: 1 and 0 for booleans, NaN where the value is null.
     *
     * @param field of any number type but decimals, or boolean
     * @param values by row
     * @param nulls which rows are null, as opposed to NaN
     */
    record Numbers(StructField field, double[] values, BitSet nulls) implements StageColumn {

        static boolean takes(DataType type) {
            return type instanceof BooleanType
                    || (type instanceof NumericType && !type.typeName().startsWith("decimal"));
        }

        /** Without nulls. */
        static Numbers of(StructField field, double[] values) {
            return new Numbers(field, values, new BitSet());
        }

        @Override
        public int numRows() {
            return values.length;
        }

        @Override
        public Numbers select(int[] rows) {
            double[] some = new double[rows.length];
            for (int row = 0; row < some.length; row++) {
                some[row] = values[rows[row]];
            }
            return new Numbers(field, some, selected(nulls, rows));
        }

        @Override
        public Numbers as(StructField other) {
            return new Numbers(other, values, nulls);
        }

        @Override
        public long bytes() {
            return 8L * values.length + nulls.size() / 8;
        }
    }

    /**
     * Text, each distinct one once.
     *
     * @param codes by row: index into the texts, {@link #NULL} where the value is null
     * @param texts all different; some may be used by no row
     */
    record Texts(StructField field, int[] codes, String[] texts) implements StageColumn {
        public static final int NULL = -1;

        @Override
        public int numRows() {
            return codes.length;
        }

        @Override
        public BitSet nulls() {
            BitSet nulls = new BitSet();
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] == NULL) {
                    nulls.set(row);
                }
            }
            return nulls;
        }

        @Override
        public boolean isNull(int row) {
            return codes[row] == NULL;
        }

        @Override
        public Texts select(int[] rows) {
            int[] some = new int[rows.length];
            for (int row = 0; row < some.length; row++) {
                some[row] = codes[rows[row]];
            }
            return new Texts(field, some, texts);
        }

        @Override
        public Texts as(StructField other) {
            return new Texts(other, codes, texts);
        }

        @Override
        public long bytes() {
            return 4L * codes.length
                    + Arrays.stream(texts)
                            .mapToLong(text -> 40L + text.length())
                            .sum();
        }
    }

    /**
     * Vectors of one length.
     *
     * @param matrix one row per vector, dense or compressed; zeros where the value is null
     * @param nulls which rows are null
     */
    record Vectors(StructField field, FeatureMatrix matrix, BitSet nulls) implements StageColumn {

        /** Without nulls. */
        static Vectors of(StructField field, FeatureMatrix matrix) {
            return new Vectors(field, matrix, new BitSet());
        }

        /** Length of every vector. */
        int length() {
            return matrix.numFeatures();
        }

        @Override
        public int numRows() {
            return matrix.numRows();
        }

        @Override
        public Vectors select(int[] rows) {
            return new Vectors(field, MatrixRows.select(matrix, rows), selected(nulls, rows));
        }

        @Override
        public Vectors as(StructField other) {
            return new Vectors(other, matrix, nulls);
        }

        @Override
        public long bytes() {
            return matrix.bytes() + nulls.size() / 8;
        }
    }

    /**
     * Arrays of text, as tokenizers leave them.
     *
     * @param starts row r has the codes from {@code starts[r]} to {@code starts[r + 1]}
     * @param codes indices into the texts, {@link Texts#NULL} for a null element
     * @param texts all different; some may be used by no row
     * @param nulls which rows are null
     */
    record Tokens(StructField field, int[] starts, int[] codes, String[] texts, BitSet nulls) implements StageColumn {
        /** An array of text, whose elements may be null, as Spark's tokenizers declare it. */
        public static final DataType TYPE = DataTypes.createArrayType(DataTypes.StringType, true);

        @Override
        public int numRows() {
            return starts.length - 1;
        }

        @Override
        public Tokens select(int[] rows) {
            int[] someStarts = new int[rows.length + 1];
            for (int row = 0; row < rows.length; row++) {
                someStarts[row + 1] = someStarts[row] + starts[rows[row] + 1] - starts[rows[row]];
            }
            int[] someCodes = new int[someStarts[rows.length]];
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(
                        codes, starts[rows[row]], someCodes, someStarts[row], someStarts[row + 1] - someStarts[row]);
            }
            return new Tokens(field, someStarts, someCodes, texts, selected(nulls, rows));
        }

        @Override
        public Tokens as(StructField other) {
            return new Tokens(other, starts, codes, texts, nulls);
        }

        @Override
        public long bytes() {
            return 4L * (starts.length + codes.length)
                    + Arrays.stream(texts)
                            .mapToLong(text -> 40L + text.length())
                            .sum();
        }
    }
}
