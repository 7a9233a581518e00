package dev.hone.worker.train.linear;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.feature.InstanceBlock;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.Matrix;
import org.jspecify.annotations.Nullable;

/** Some standardized rows: an {@link InstanceBlock} without its iterators and boxed functions. Shared, never written to. */
final class Block {
    private static final double[] ONES = {};

    private final double[] labels;
    private final double[] weights;
    private final double weightSum;
    private final Matrix rows;
    private final Matrix columns;
    private final @Nullable BlockTiles tiles;

    /**
     * @param weights one per row, or none where all are 1
     * @param rows one row of the table per row
     */
    Block(double[] labels, double[] weights, Matrix rows) {
        this(labels, weights, rows, null);
    }

    private Block(double[] labels, double[] weights, Matrix rows, @Nullable BlockTiles tiles) {
        this.labels = labels;
        this.weights = weights;
        this.rows = rows;
        this.columns = rows.transpose();
        this.tiles = tiles;
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum += weight(row);
        }
        weightSum = sum;
    }

    static double[] ones() {
        return ONES;
    }

    /** The same with tiles, where these pay. */
    Block tiled() {
        return new Block(labels, weights, rows, BlockTiles.of(rows).orElse(null));
    }

    /** Its rows and columns for products with many sets of coefficients. */
    Optional<BlockTiles> tiles() {
        return Optional.ofNullable(tiles);
    }

    int size() {
        return labels.length;
    }

    double[] labels() {
        return labels;
    }

    double weight(int row) {
        return weights.length == 0 ? 1.0 : weights[row];
    }

    double weightSum() {
        return weightSum;
    }

    Matrix rows() {
        return rows;
    }

    /** Each row's product with the coefficients, from {@code offset} on. */
    void margins(double[] coefficients, double offset, double[] margins) {
        Arrays.fill(margins, 0, labels.length, offset);
        addMargins(coefficients, margins);
    }

    /** Adds each row's product with the coefficients. */
    void addMargins(double[] coefficients, double[] margins) {
        BLAS$.MODULE$.gemv(1.0, rows, coefficients, 1.0, margins);
    }

    /** Multiplies a number of each row by the row's weight; those of rows without weight become 0, whatever they are. */
    void weigh(double[] ofRows) {
        for (int row = 0; row < weights.length; row++) {
            ofRows[row] = weights[row] > 0 ? weights[row] * ofRows[row] : 0;
        }
    }

    /** Adds each row times its multiplier. */
    void addWeighted(double[] multipliers, double[] sum) {
        BLAS$.MODULE$.gemv(1.0, columns, multipliers, 1.0, sum);
    }

    long bytes() {
        return rows.getSizeInBytes() + 8L * (labels.length + weights.length) + (tiles == null ? 0L : tiles.bytes());
    }
}
