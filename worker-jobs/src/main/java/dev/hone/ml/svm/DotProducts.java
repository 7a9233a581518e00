package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.matrix.MatrixView;
import dev.hone.worker.matrix.TileProduct;
import dev.hone.worker.matrix.Tiles;
import java.util.Arrays;

/**
 * The dot products of all rows of a table with each other. Values of every kernel follow from them, so that one computation
 * serves all kernels, coefficients, folds and pairs of classes, in training and in prediction. They are doubles, summed in
 * the order of the columns: a prediction by them has the bits of one from the features.
 *
 * <pre>
 *        J →
 *      +---+---+---+    computed: blocks (I, J) with J up to I, a part each,
 *   I  | 0 |   |   |    by whichever thread asks first
 *   ↓  +---+---+---+
 *      | 1 | 2 |   |    mirrored: the others, so that each row is contiguous
 *      +---+---+---+
 *      | 3 | 4 | 5 |
 *      +---+---+---+
 * </pre>
 */
final class DotProducts implements FoldCache.Sized {
    private static final int BLOCK = 256;
    /** What an array of Java can hold at most, rows squared. */
    private static final int MOST_ROWS = 46_000;

    private final FeatureMatrix features;
    private final int rows;
    private final double[] products;
    private final SharedParts parts;

    private DotProducts(FeatureMatrix features) {
        this.features = features;
        rows = features.numRows();
        products = new double[rows * rows];
        int blocks = (rows + BLOCK - 1) / BLOCK;
        parts = new SharedParts(blocks * (blocks + 1) / 2);
    }

    /** Bytes of the dot products of so many rows; more than any memory where there are too many rows. */
    static long bytes(long rows) {
        return rows > MOST_ROWS ? Long.MAX_VALUE : rows * rows * Double.BYTES;
    }

    /** An object whose products must be {@linkplain #complete completed} before they are read. */
    static DotProducts of(FeatureMatrix features) {
        return new DotProducts(features);
    }

    /** Computes what is missing, together with other threads that do so. */
    DotProducts complete() {
        features.byLayout(
                dense -> {
                    parts.complete(part -> multiply(dense, part));
                    return dense;
                },
                sparse -> {
                    SparseDot row = new SparseDot(sparse);
                    parts.complete(part -> multiply(row, part));
                    return sparse;
                });
        return this;
    }

    private void multiply(FeatureMatrix.Dense dense, int part) {
        int block = blockOf(part);
        int top = block * BLOCK;
        int left = (part - block * (block + 1) / 2) * BLOCK;
        int columns = dense.numFeatures();
        MatrixView right = MatrixView.ofRows(height(left), columns, dense.values(), left * columns);
        new TileProduct()
                .add(
                        MatrixView.ofRows(height(top), columns, dense.values(), top * columns),
                        Tiles.of(right.transposed()),
                        new MatrixView(height(top), height(left), products, top * rows + left, rows, 1));
        mirror(top, left);
    }

    private void multiply(SparseDot row, int part) {
        int block = blockOf(part);
        int top = block * BLOCK;
        int left = (part - block * (block + 1) / 2) * BLOCK;
        for (int at = top; at < top + height(top); at++) {
            row.select(at);
            for (int other = left; other < left + height(left); other++) {
                products[at * rows + other] = row.with(other);
            }
        }
        mirror(top, left);
    }

    /** The row of blocks of a part: the largest i with i (i + 1) / 2 up to its number. */
    private static int blockOf(int part) {
        return (int) ((Math.sqrt(8.0 * part + 1) - 1) / 2);
    }

    private int height(int start) {
        return Math.min(BLOCK, rows - start);
    }

    private void mirror(int top, int left) {
        if (top == left) {
            return;
        }
        for (int other = left; other < left + height(left); other++) {
            for (int at = top; at < top + height(top); at++) {
                products[other * rows + at] = products[at * rows + other];
            }
        }
    }

    /** Whether these are the products of that matrix's rows. */
    boolean areOf(FeatureMatrix other) {
        return features == other;
    }

    /** The squared norm of a row. */
    double norm(int row) {
        return products[row * rows + row];
    }

    /**
     * Copies the products of a row with some others, in their order. The row is read in sequence before: its values in the order
     * of the others would come from a far cache one by one.
     */
    void copy(int row, int[] others, double[] target) {
        double[] all = Arrays.copyOfRange(products, row * rows, (row + 1) * rows);
        for (int index = 0; index < others.length; index++) {
            target[index] = all[others[index]];
        }
    }

    @Override
    public long bytes() {
        return bytes(rows);
    }
}
