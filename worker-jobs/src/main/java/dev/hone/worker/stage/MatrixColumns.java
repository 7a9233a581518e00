package dev.hone.worker.stage;

import dev.hone.worker.data.CompressedRows;
import dev.hone.worker.data.FeatureMatrix;
import java.util.List;

/**
 * Columns of numbers and vectors side by side as one matrix. It is compressed if a column of vectors is among them and at most
 * a third of all values are not zero: then compressed rows take no more than half of the memory of dense ones.
 */
final class MatrixColumns {
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final List<StageColumn> columns;
    private final int rows;
    private final int width;

    /** @param columns of numbers or vectors, at least one */
    MatrixColumns(List<StageColumn> columns) {
        this.columns = columns;
        rows = columns.get(0).numRows();
        int sum = 0;
        for (StageColumn column : columns) {
            sum = Math.addExact(sum, width(column));
        }
        width = sum;
    }

    static int width(StageColumn column) {
        return column instanceof StageColumn.Vectors vectors ? vectors.length() : 1;
    }

    FeatureMatrix matrix() {
        boolean hasVectors = columns.stream().anyMatch(StageColumn.Vectors.class::isInstance);
        long dense = (long) rows * width;
        long stored = hasVectors ? nonZeros() : Long.MAX_VALUE;
        if (Math.min(dense, stored) > MOST_VALUES) {
            throw new StageFailedException(new IllegalArgumentException("A matrix in memory holds at most "
                    + MOST_VALUES + " values (rows: " + rows + ", columns: " + width + ")"));
        }
        boolean isCompressed = stored <= dense / 3;
        if (columns.size() == 1
                && columns.get(0) instanceof StageColumn.Vectors sole
                && isAsCopied(sole, isCompressed)) {
            return sole.matrix();
        }
        return isCompressed ? compressed((int) stored) : dense();
    }

    /** Whether a copy would have the same layout and values, so that there need be none. */
    private static boolean isAsCopied(StageColumn.Vectors column, boolean isCompressed) {
        if (!column.nulls().isEmpty() || column.matrix().isSparse() != isCompressed) {
            return false;
        }
        for (double value : column.matrix().values()) {
            if (value == 0 && (isCompressed || Double.doubleToRawLongBits(value) != 0)) {
                return false;
            }
        }
        return true;
    }

    private long nonZeros() {
        long count = 0;
        for (StageColumn column : columns) {
            for (double value : values(column)) {
                count += value == 0 ? 0 : 1;
            }
        }
        return count;
    }

    /** The stored values of all rows, NaN or 0 where one is null; shared. */
    static double[] values(StageColumn column) {
        return column instanceof StageColumn.Vectors vectors
                ? vectors.matrix().values()
                : ((StageColumn.Numbers) column).values();
    }

    private FeatureMatrix dense() {
        double[] values = new double[rows * width];
        int offset = 0;
        for (StageColumn column : columns) {
            fill(column, values, offset);
            offset += width(column);
        }
        return FeatureMatrix.dense(rows, width, values);
    }

    private void fill(StageColumn column, double[] values, int offset) {
        if (column instanceof StageColumn.Vectors vectors) {
            for (int row = 0; row < rows; row++) {
                fill(vectors, row, values, row * width + offset);
            }
        } else {
            double[] numbers = values(column);
            for (int row = 0; row < rows; row++) {
                values[row * width + offset] = numbers[row];
            }
        }
    }

    /** A negative zero becomes a plain one, as where vectors are read from Spark. */
    private static void fill(StageColumn.Vectors vectors, int row, double[] values, int start) {
        vectors.matrix().copyRow(row, values, start);
        for (int at = start; at < start + vectors.length(); at++) {
            values[at] += 0.0;
        }
    }

    private FeatureMatrix compressed(int stored) {
        CompressedRows target = new CompressedRows(rows, stored);
        for (int row = 0; row < rows; row++) {
            int offset = 0;
            for (StageColumn column : columns) {
                append(column, row, offset, target);
                offset += width(column);
            }
            target.endRow();
        }
        return target.matrix(width);
    }

    private static void append(StageColumn column, int row, int offset, CompressedRows target) {
        if (column instanceof StageColumn.Vectors vectors) {
            append(vectors.matrix(), row, offset, target);
        } else {
            target.add(offset, values(column)[row]);
        }
    }

    private static void append(FeatureMatrix matrix, int row, int offset, CompressedRows target) {
        int start = matrix.start(row);
        if (matrix instanceof FeatureMatrix.Sparse sparse) {
            for (int at = start; at < sparse.start(row + 1); at++) {
                target.add(offset + sparse.indices()[at], sparse.values()[at]);
            }
        } else {
            for (int index = 0; index < matrix.numFeatures(); index++) {
                target.add(offset + index, matrix.values()[start + index]);
            }
        }
    }
}
