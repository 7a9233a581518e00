package dev.hone.worker.train.linear;

import dev.hone.worker.matrix.Exp;
import dev.hone.worker.matrix.MatrixView;
import dev.hone.worker.matrix.TileProduct;
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
    /** What is computed of them stays in a processor's first cache. */
    private static final int ROWS_AT_ONCE = 512;

    private final InterceptKind intercept;
    private final double[] scaledMeans;
    private final int classes;
    private final int features;
    private final double[] offsets;
    private final double[] multiplierSums;
    private final double[] largest;
    private final double[] sums;
    private final double[] shares;
    private final Exp exp;
    private final TileProduct product;
    private double[] margins = {};
    private double[] products = {};
    private int used;
    private DenseMatrix coefficients;

    private record Kind(InterceptKind intercept, int classes) {}

    MultinomialLogisticLoss(
            FeatureSummary statistics, InterceptKind intercept, int classes, StandardizedBlocks blocks) {
        this.intercept = intercept;
        this.classes = classes;
        scaledMeans = statistics.scaledMeans();
        features = statistics.features();
        offsets = new double[classes];
        multiplierSums = new double[classes];
        largest = new double[blocks.mostRows()];
        sums = new double[blocks.mostRows()];
        shares = new double[ROWS_AT_ONCE];
        exp = new Exp(ROWS_AT_ONCE);
        product = new TileProduct();
        coefficients = DenseMatrix.zeros(classes, features);
    }

    private MultinomialLogisticLoss(MultinomialLogisticLoss other) {
        intercept = other.intercept;
        classes = other.classes;
        scaledMeans = other.scaledMeans;
        features = other.features;
        offsets = new double[classes];
        multiplierSums = new double[classes];
        largest = other.largest;
        sums = other.sums;
        shares = other.shares;
        exp = other.exp;
        product = other.product;
        coefficients = other.coefficients;
    }

    /** The margins of a block depend on those of the block before, and are its own. */
    @Override
    public BlockLoss another() {
        return new MultinomialLogisticLoss(this);
    }

    @Override
    public Object kind() {
        return new Kind(intercept, classes);
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
        addProducts(block);
        toProbabilities(size);
        double loss = toMultipliers(block);
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

    private void addProducts(Block block) {
        double past = intercept == InterceptKind.NONE ? 0.0 : 1.0;
        if (block.tiles().isEmpty()) {
            BLAS$.MODULE$.gemm(1.0, block.rows(), coefficients.transpose(), past, margins);
            return;
        }
        int length = block.size() * classes;
        if (products.length < length) {
            products = new double[length];
        }
        Arrays.fill(products, 0, length, 0.0);
        product.add(
                MatrixView.ofColumns(classes, features, coefficients.values(), 0),
                block.tiles().get().columns(),
                MatrixView.ofRows(classes, block.size(), products, 0));
        for (int index = 0; index < length; index++) {
            margins[index] = past * margins[index] + products[index];
        }
    }

    /** As {@code Utils.softmax} does row by row. */
    private void toProbabilities(int size) {
        Arrays.fill(largest, 0, size, -Double.MAX_VALUE);
        boolean finite = true;
        for (int start = 0; start < size * classes; start += size) {
            for (int row = 0; row < size; row++) {
                double margin = margins[start + row];
                finite &= margin < Double.POSITIVE_INFINITY;
                largest[row] = Math.max(largest[row], margin);
            }
        }
        if (finite) {
            toSharesOfLargest(size);
        } else {
            for (int row = 0; row < size; row++) {
                Utils.softmax(margins, classes, row, size, margins);
            }
        }
    }

    private void toSharesOfLargest(int size) {
        Arrays.fill(sums, 0, size, 0.0);
        for (int start = 0; start < size * classes; start += size) {
            for (int row = 0; row < size; row += ROWS_AT_ONCE) {
                addShares(start, row, Math.min(ROWS_AT_ONCE, size - row));
            }
        }
        for (int row = 0; row < size; row++) {
            sums[row] = 1.0 / sums[row];
        }
        for (int start = 0; start < size * classes; start += size) {
            for (int row = 0; row < size; row++) {
                margins[start + row] *= sums[row];
            }
        }
    }

    /** Of one class and some rows. */
    private void addShares(int start, int first, int count) {
        for (int index = 0; index < count; index++) {
            shares[index] = margins[start + first + index] - largest[first + index];
        }
        exp.replace(shares, count);
        for (int index = 0; index < count; index++) {
            sums[first + index] += shares[index];
        }
        System.arraycopy(shares, 0, margins, start + first, count);
    }

    private double toMultipliers(Block block) {
        int size = block.size();
        double loss = 0;
        for (int row = 0; row < size; row++) {
            double weight = block.weight(row);
            int ofLabel = row + (int) block.labels()[row] * size;
            if (weight > 0) {
                loss -= weight * Math.log(margins[ofLabel]);
            }
            for (int at = row; weight != 1 && at < size * classes; at += size) {
                margins[at] *= weight;
            }
            if (weight > 0) { // others may have a label beyond the classes
                margins[ofLabel] -= weight;
            }
        }
        return loss;
    }

    private void addGradient(Block block, double[] gradientSum) {
        int size = block.size();
        if (block.tiles().isPresent()) {
            product.add(
                    MatrixView.ofRows(classes, size, margins, 0),
                    block.tiles().get().rows(),
                    MatrixView.ofColumns(classes, features, gradientSum, 0));
        } else if (block.rows() instanceof DenseMatrix dense) {
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
