package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import org.apache.spark.ml.feature.InstanceBlock;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrices$;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SparseMatrix;

/** Cuts rows into blocks, each dense or sparse, whichever is smaller. */
final class BlockCutter {
    private static final int ARRAY_HEADER = 12;

    private final RowView rows;
    private final StandardizedRows features;
    private final DenseLayout layout;
    private int start;
    private int count;
    private long nonZeros;
    private boolean weighted;

    /**
     * @param statistics of the features that the blocks have
     * @param layout of the values of dense blocks
     */
    BlockCutter(RowView rows, FeatureSummary statistics, DenseLayout layout) {
        this.rows = rows;
        this.layout = layout;
        features = new StandardizedRows(rows.data().features(), statistics);
    }

    /** Takes the next row into the block. */
    void add() {
        int position = start + count++;
        nonZeros += features.nonZeros(rows.row(position));
        weighted |= rows.weight(position) != 1;
    }

    /** Number of rows so far. */
    int size() {
        return count;
    }

    /**
     * What MLlib takes a block of the rows so far, with all features, to occupy: an {@link InstanceBlock} ends where that is its
     * limit.
     */
    long bytes() {
        long columns = weighted ? 2 : 1;
        return Math.min(denseBytes(features.tableFeatures()), sparseBytes())
                + columns * Double.BYTES * count
                + 2 * ARRAY_HEADER;
    }

    private boolean isDense() {
        return denseBytes(features.features()) < sparseBytes();
    }

    private long denseBytes(int columns) {
        return Matrices$.MODULE$.getDenseSize(columns, count);
    }

    private long sparseBytes() {
        return Matrices$.MODULE$.getSparseSize(nonZeros, count + 1L);
    }

    /** The block of the rows so far; the next one starts after them. */
    Block cut() {
        double[] labels = new double[count];
        double[] weights = weighted ? new double[count] : Block.ones();
        for (int row = 0; row < count; row++) {
            labels[row] = rows.label(start + row);
            if (weighted) {
                weights[row] = rows.weight(start + row);
            }
        }
        Block block = new Block(labels, weights, isDense() ? dense() : sparse());
        start += count;
        count = 0;
        nonZeros = 0;
        weighted = false;
        return block;
    }

    private Matrix dense() {
        return switch (layout) {
            case BY_ROW -> byRow();
            case BY_COLUMN -> byColumn();
        };
    }

    private Matrix byRow() {
        int columns = features.features();
        double[] values = new double[count * columns];
        for (int row = 0; row < count; row++) {
            features.write(rows.row(start + row), values, row * columns);
        }
        return new DenseMatrix(count, columns, values, true);
    }

    private Matrix byColumn() {
        int columns = features.features();
        double[] values = new double[count * columns];
        double[] scaled = new double[columns];
        for (int row = 0; row < count; row++) {
            features.write(rows.row(start + row), scaled, 0);
            for (int column = 0; column < columns; column++) {
                values[column * count + row] = scaled[column];
            }
        }
        return new DenseMatrix(count, columns, values, false);
    }

    private Matrix sparse() {
        int[] starts = new int[count + 1];
        int[] indices = new int[Math.toIntExact(nonZeros)];
        double[] values = new double[indices.length];
        for (int row = 0; row < count; row++) {
            starts[row + 1] = features.write(rows.row(start + row), indices, values, starts[row]);
        }
        return new SparseMatrix(count, features.features(), starts, indices, values, true);
    }
}
