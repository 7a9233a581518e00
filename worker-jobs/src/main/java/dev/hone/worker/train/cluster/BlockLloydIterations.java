package dev.hone.worker.train.cluster;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;
import org.apache.spark.ml.feature.InstanceBlock;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SparseMatrix;

/** Rounds of MLlib's solver by blocks: one product of matrices gives the distances of a block's rows to all centers. */
final class BlockLloydIterations implements LloydIterations {
    private final Centers centers;
    private final Blocks blocks;
    private final boolean cosine;
    private final double tolerance;
    private final int features;
    private final double[] squaredNorms;
    private final double[] sums;
    private final double[] weights;
    private double[] products = {};
    private double cost;
    private double nearestDistance;

    BlockLloydIterations(Centers centers, Blocks blocks, boolean cosine, double tolerance) {
        this.centers = centers;
        this.blocks = blocks;
        this.cosine = cosine;
        this.tolerance = tolerance;
        features = centers.features();
        squaredNorms = new double[centers.size()];
        sums = new double[centers.size() * features];
        weights = new double[centers.size()];
    }

    @Override
    public Centers centers() {
        return centers;
    }

    @Override
    public Round next() {
        Arrays.fill(sums, 0);
        Arrays.fill(weights, 0);
        cost = 0;
        double[] values = centers.values();
        for (int center = 0; !cosine && center < squaredNorms.length; center++) {
            squaredNorms[center] = Lengths.denseProduct(values, center * features, values, center * features, features);
        }
        DenseMatrix columns = new DenseMatrix(features, centers.size(), values, false);
        for (InstanceBlock block : blocks.all()) {
            add(block, columns);
        }
        return move();
    }

    private void add(InstanceBlock block, DenseMatrix columns) {
        int size = block.size();
        double[] blockWeights = block.weights();
        if (products.length < size * weights.length) {
            products = new double[size * weights.length];
        }
        BLAS$.MODULE$.gemm(cosine ? -1.0 : -2.0, block.matrix(), columns, 0.0, products);
        for (int row = 0; row < size; row++) {
            double weight = blockWeights.length == 0 ? 1.0 : blockWeights[row];
            if (weight > 0) {
                int center = cosine ? closestByAngle(row, size) : closest(row, size, block.labels()[row]);
                cost += weight * nearestDistance;
                weights[center] += weight;
                addRow(block.matrix(), row, center * features, weight);
            }
        }
    }

    private int closest(int row, int size, double squaredNorm) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int center = 0; center < squaredNorms.length; center++) {
            double distance = products[row + center * size] + squaredNorm + squaredNorms[center];
            if (distance < bestDistance) {
                best = center;
                bestDistance = distance;
            }
        }
        nearestDistance = bestDistance;
        return best;
    }

    private int closestByAngle(int row, int size) {
        int best = 0;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int center = 0; center < squaredNorms.length; center++) {
            double distance = 1 + products[row + center * size];
            if (distance < bestDistance) {
                best = center;
                bestDistance = distance;
            }
        }
        nearestDistance = bestDistance;
        return best;
    }

    private void addRow(Matrix matrix, int row, int start, double weight) {
        if (matrix instanceof DenseMatrix dense) {
            double[] values = dense.values();
            int from = row * features;
            for (int feature = 0; feature < features; feature++) {
                sums[start + feature] += values[from + feature] * weight;
            }
        } else if (matrix instanceof SparseMatrix sparse) {
            double[] values = sparse.values();
            int[] indices = sparse.rowIndices();
            for (int at = sparse.colPtrs()[row]; at < sparse.colPtrs()[row + 1]; at++) {
                sums[start + indices[at]] += values[at] * weight;
            }
        }
    }

    private Round move() {
        boolean near = true;
        BLAS blas = BLAS$.MODULE$.getBLAS(features);
        for (int center = 0; center < weights.length; center++) {
            if (weights[center] > 0) {
                int start = center * features;
                blas.dscal(features, 1.0 / weights[center], sums, start, 1);
                double norm = Lengths.norm(sums, start, features);
                if (cosine && !(norm > 0)) {
                    return new Round(cost, false, false);
                }
                if (cosine) {
                    blas.dscal(features, 1.0 / norm, sums, start, 1);
                }
                near &= distance(center, start) <= tolerance;
                centers.move(center, sums, start, Lengths.norm(sums, start, features));
            }
        }
        return new Round(cost, near, true);
    }

    /** How far a center moves. */
    private double distance(int center, int start) {
        double[] values = centers.values();
        if (!cosine) {
            return Math.sqrt(Lengths.squaredDistance(values, start, sums, start, features));
        }
        double product = centers.isDense(center)
                ? Lengths.denseProduct(values, start, sums, start, features)
                : Lengths.sparseProduct(values, start, sums, start, features);
        return 1 - product / centers.norm(center) / Lengths.norm(sums, start, features);
    }
}
