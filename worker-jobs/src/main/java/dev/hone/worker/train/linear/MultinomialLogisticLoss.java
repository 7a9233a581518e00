package dev.hone.worker.train.linear;

import java.util.Arrays;
import org.apache.spark.ml.impl.Utils;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.SparseMatrix;

/**
 * Any number of classes; as MLlib's {@code MultinomialLogisticBlockAggregator}. A feature's coefficients follow each other
 * by class, and the intercepts follow all of them. Margins and multipliers lie class by class.
 */
final class MultinomialLogisticLoss implements BlockLoss {
    private final InterceptKind intercept;
    private final double[] scaledMeans;
    private final int classes;
    private final int features;
    private final double[] offsets;
    private final double[] multiplierSums;
    private double[] margins = {};
    private int used;
    private DenseMatrix coefficients;

    MultinomialLogisticLoss(RowStatistics statistics, InterceptKind intercept, int classes) {
        this.intercept = intercept;
        this.classes = classes;
        scaledMeans = statistics.scaledMeans();
        features = statistics.features();
        offsets = new double[classes];
        multiplierSums = new double[classes];
        coefficients = DenseMatrix.zeros(classes, features);
    }

    @Override
    public void moveTo(double[] to) {
        int count = classes * features;
        coefficients = new DenseMatrix(classes, features, Arrays.copyOf(to, count));
        used = 0;
        if (intercept != InterceptKind.NONE) {
            System.arraycopy(to, count, offsets, 0, classes);
        }
        if (intercept == InterceptKind.CENTERED) {
            BLAS$.MODULE$.gemv(-1.0, coefficients, scaledMeans, 1.0, offsets);
        }
    }

    @Override
    public double add(Block block, double[] gradientSum) {
        int size = block.size();
        prepareMargins(size);
        BLAS$.MODULE$.gemm(
                1.0, block.rows(), coefficients.transpose(), intercept == InterceptKind.NONE ? 0.0 : 1.0, margins);
        double loss = 0;
        for (int row = 0; row < size; row++) {
            loss -= weightedLogLikelihood(block, row);
        }
        addGradient(block, gradientSum);
        return loss;
    }

    /**
     * MLlib takes an array of zeros at each point and, if it grows, for a block. Where an offset is exactly 0 it starts
     * from what the block before left in the array; so does this, since the models would differ otherwise.
     */
    private void prepareMargins(int size) {
        if (margins.length < size * classes) {
            margins = new double[size * classes];
            used = size * classes;
        } else if (used < size * classes) {
            Arrays.fill(margins, 0);
            used = size * classes;
        }
        for (int index = 0; intercept != InterceptKind.NONE && index < classes; index++) {
            if (offsets[index] != 0) {
                Arrays.fill(margins, index * size, (index + 1) * size, offsets[index]);
            }
        }
    }

    /** Turns the margins of a row into its multipliers. */
    private double weightedLogLikelihood(Block block, int row) {
        int size = block.size();
        double weight = block.weight(row);
        if (!(weight > 0)) {
            BLAS$.MODULE$.javaBLAS().dscal(classes, 0, margins, row, size);
            return 0;
        }
        int ofLabel = row + (int) block.labels()[row] * size;
        toProbabilities(row, size);
        double logLikelihood = weight * Math.log(margins[ofLabel]);
        if (weight != 1) {
            for (int at = row; at < size * classes; at += size) {
                margins[at] *= weight;
            }
        }
        margins[ofLabel] -= weight;
        return logLikelihood;
    }

    /** As {@code Utils.softmax}, which also scales by a call of BLAS for each row. */
    private void toProbabilities(int row, int size) {
        double largest = -Double.MAX_VALUE;
        for (int at = row; at < size * classes; at += size) {
            largest = Math.max(largest, margins[at]);
        }
        if (!(largest < Double.POSITIVE_INFINITY)) {
            Utils.softmax(margins, classes, row, size, margins);
            return;
        }
        double sum = 0;
        for (int at = row; at < size * classes; at += size) {
            double share = Math.exp(margins[at] - largest);
            margins[at] = share;
            sum += share;
        }
        double scale = 1.0 / sum;
        for (int at = row; at < size * classes; at += size) {
            margins[at] *= scale;
        }
    }

    private void addGradient(Block block, double[] gradientSum) {
        int size = block.size();
        if (block.rows() instanceof DenseMatrix dense) {
            BLAS$.MODULE$
                    .nativeBLAS()
                    .dgemm(
                            "T",
                            "T",
                            classes,
                            features,
                            size,
                            1.0,
                            margins,
                            size,
                            dense.values(),
                            features,
                            1.0,
                            gradientSum,
                            classes);
        } else {
            addSparse((SparseMatrix) block.rows(), gradientSum);
        }
        if (intercept != InterceptKind.NONE) {
            addIntercepts(size, gradientSum);
        }
    }

    private void addSparse(SparseMatrix rows, double[] gradientSum) {
        int[] starts = rows.colPtrs();
        int[] indices = rows.rowIndices();
        double[] values = rows.values();
        int size = rows.numRows();
        for (int row = 0; row < size; row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                int start = classes * indices[at];
                for (int index = 0; index < classes; index++) {
                    gradientSum[start + index] += values[at] * margins[index * size + row];
                }
            }
        }
    }

    private void addIntercepts(int size, double[] gradientSum) {
        for (int index = 0; index < classes; index++) {
            double sum = 0;
            for (int at = index * size; at < (index + 1) * size; at++) {
                sum += margins[at];
            }
            multiplierSums[index] = sum;
        }
        if (intercept == InterceptKind.CENTERED) {
            BLAS$.MODULE$
                    .nativeBLAS()
                    .dger(classes, features, -1.0, multiplierSums, 1, scaledMeans, 1, gradientSum, classes);
        }
        for (int index = 0; index < classes; index++) {
            gradientSum[classes * features + index] += multiplierSums[index];
        }
    }
}
