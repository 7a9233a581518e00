package dev.hone.ml.neural;

import dev.hone.worker.matrix.MatrixView;
import dev.hone.worker.matrix.TileProduct;
import dev.hone.worker.matrix.Tiles;
import java.util.Arrays;

/**
 * The three products of matrices that a layer needs. Matrices lie row by row: inputs are rows x inputs, outputs and errors
 * rows x width, weights inputs x width. Serves one thread. The same seed gives the same network, see {@link TileProduct},
 * which for matrices of the size of a batch is faster than the BLAS in Java, and a match for a native one.
 */
final class LayerProducts {
    /** A product that has fewer is done transposed, unless it has even fewer rows. */
    private static final int FEWEST_COLUMNS = 24;

    private final TileProduct product = new TileProduct();
    private final Tiles tiles = new Tiles();

    /** Adds inputs times weights to outputs. */
    void addOutputs(int rows, int inputs, int width, double[] values, double[] weights, int at, double[] outputs) {
        add(
                MatrixView.ofRows(rows, inputs, values, 0),
                MatrixView.ofRows(inputs, width, weights, at),
                MatrixView.ofRows(rows, width, outputs, 0));
    }

    /** Adds transposed inputs times errors to the gradient of the weights. */
    void addGradient(int rows, int inputs, int width, double[] values, double[] errors, double[] gradient, int at) {
        add(
                MatrixView.ofRows(rows, inputs, values, 0).transposed(),
                MatrixView.ofRows(rows, width, errors, 0),
                MatrixView.ofRows(inputs, width, gradient, at));
    }

    /** Replaces the errors of the neurons before the layer by its errors times transposed weights. */
    void errors(int rows, int inputs, int width, double[] errors, double[] weights, int at, double[] before) {
        Arrays.fill(before, 0, rows * inputs, 0.0);
        add(
                MatrixView.ofRows(rows, width, errors, 0),
                MatrixView.ofRows(inputs, width, weights, at).transposed(),
                MatrixView.ofRows(rows, inputs, before, 0));
    }

    private void add(MatrixView left, MatrixView right, MatrixView target) {
        if (target.columns() >= Math.min(FEWEST_COLUMNS, target.rows())) {
            tiles.copy(right);
            product.add(left, tiles, target);
        } else {
            tiles.copy(left.transposed());
            product.add(right.transposed(), tiles, target.transposed());
        }
    }
}
