package dev.hone.worker.train.linear;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.matrix.MatrixView;
import dev.hone.worker.matrix.Tiles;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SparseMatrix;

/**
 * All values of a sparse block, zeros included, for products with the coefficients of many classes at once. They are made
 * of blocks of which at least a quarter is not zero: loops over all of them are then faster than over these.
 *
 * @param rows rows x features
 * @param columns features x rows
 */
record BlockTiles(Tiles rows, Tiles columns) {
    private static final double LEAST_SHARE = 0.25;
    /** MLlib has a block dense from there on, since an index takes half as much as a value. */
    private static final double SHARE_OF_DENSE = 2.0 / 3;

    /** The tiles of a block, if they pay. */
    static Optional<BlockTiles> of(Matrix block) {
        if (!(block instanceof SparseMatrix sparse)
                || sparse.values().length < LEAST_SHARE * sparse.numRows() * sparse.numCols()) {
            return Optional.empty();
        }
        MatrixView view = MatrixView.ofColumns(block.numRows(), block.numCols(), block.toArray(), 0);
        return Optional.of(new BlockTiles(Tiles.of(view), Tiles.of(view.transposed())));
    }

    long bytes() {
        return rows.bytes() + columns.bytes();
    }

    /** About how many bytes the tiles of that many of a table's rows take. */
    static long bytes(FeatureMatrix features, long rows) {
        FeatureRows all = FeatureRows.of(features);
        double[] scales = new double[features.numFeatures()];
        Arrays.fill(scales, 1.0);
        long nonZeros = 0;
        for (int row = 0; row < features.numRows(); row++) {
            nonZeros += all.nonZeros(row, scales);
        }
        double share = (double) nonZeros / ((double) features.numRows() * features.numFeatures());
        return share >= LEAST_SHARE && share < SHARE_OF_DENSE ? 2L * Double.BYTES * rows * features.numFeatures() : 0;
    }
}
