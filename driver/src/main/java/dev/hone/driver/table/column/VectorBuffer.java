package dev.hone.driver.table.column;

import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The vectors of a block of rows, growing; read as {@link VectorUDT} stores them, without making a vector of each.
 *
 * <p>Dense vectors are kept whole, since nothing is faster to read, as long as the block has no sparse one and more than a
 * third of the values are not zero. A negative zero becomes a plain one, so that the table is the same in whichever way it came.
 */
final class VectorBuffer implements ColumnBuffer {
    private static final int UNKNOWN = -1;
    private static final byte SPARSE = 0;
    private static final int WHOLE_AT_FIRST = 1 << 20;

    private final GrowingDoubles whole = new GrowingDoubles();
    private final GrowingDoubles values = new GrowingDoubles();
    private final GrowingInts starts = new GrowingInts();
    private final GrowingInts indices = new GrowingInts();
    private int length = UNKNOWN;
    private int nonZeros;
    private boolean compressed;

    /** Length of the vectors, negative before the first. */
    int length() {
        return length;
    }

    /** Whether a vector of that length may be appended: all must be as long as the first. */
    boolean takes(int size) {
        return length == UNKNOWN || length == size;
    }

    /** Length of a vector. */
    static int length(InternalRow vector) {
        return isSparse(vector) ? vector.getInt(1) : vector.getArray(3).numElements();
    }

    private static boolean isSparse(InternalRow vector) {
        return vector.getByte(0) == SPARSE;
    }

    /**
     * Appends a vector up to its first value that is not finite.
     *
     * @return that value, or one that is finite
     */
    double add(InternalRow vector) {
        ArrayData numbers = vector.getArray(3);
        if (!isSparse(vector)) {
            return add(numbers);
        }
        length = length(vector);
        compress();
        return addSparse(vector.getArray(2), numbers);
    }

    /** The same with all values of a vector. */
    double add(ArrayData numbers) {
        length = numbers.numElements();
        if (length == 0 || whole.count() > WHOLE_AT_FIRST && !isWorthKeepingWhole()) {
            compress();
        }
        return compressed ? addCompressed(numbers) : addWhole(numbers);
    }

    private boolean isWorthKeepingWhole() {
        return nonZeros > whole.count() / 3;
    }

    private double addWhole(ArrayData numbers) {
        for (int index = 0; index < length; index++) {
            double value = numbers.getDouble(index);
            if (!Double.isFinite(value)) {
                return value;
            }
            whole.add(value + 0.0);
            nonZeros += value == 0 ? 0 : 1;
        }
        return 0;
    }

    private double addCompressed(ArrayData numbers) {
        for (int index = 0; index < length; index++) {
            double value = numbers.getDouble(index);
            if (!Double.isFinite(value)) {
                return value;
            }
            store(index, value);
        }
        starts.add(indices.count());
        return 0;
    }

    private double addSparse(ArrayData places, ArrayData numbers) {
        for (int each = 0; each < places.numElements(); each++) {
            double value = numbers.getDouble(each);
            if (!Double.isFinite(value)) {
                return value;
            }
            store(places.getInt(each), value);
        }
        starts.add(indices.count());
        return 0;
    }

    private void store(int index, double value) {
        if (value != 0) {
            indices.add(index);
            values.add(value);
        }
    }

    private void compress() {
        if (compressed) {
            return;
        }
        compressed = true;
        starts.add(0);
        for (int from = 0; from < whole.count(); from += length) {
            for (int index = 0; index < length; index++) {
                store(index, whole.get(from + index));
            }
            starts.add(indices.count());
        }
    }

    @Override
    public Object[] arrays() {
        return block().arrays();
    }

    private VectorBlock block() {
        if (!compressed && isWorthKeepingWhole()) {
            return new VectorBlock.Whole(length, whole.values());
        }
        compress();
        return new VectorBlock.Compressed(length, starts.values(), indices.values(), values.values());
    }
}
