package dev.hone.worker.evaluate;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseMatrix;
import org.apache.spark.ml.linalg.Vector;

/**
 * Products of sparse rows with the sparse coefficients of several classes, plus the intercepts: bit for bit what a multinomial
 * logistic regression makes of each row's vector. MLlib passes all features or coefficients for a row, this those of the row.
 * Serves one thread.
 */
final class ClassMargins {
    private final RowView rows;
    private final FeatureMatrix.Sparse table;
    private final SparseMatrix byFeature;
    private final double[] intercepts;

    /** MLlib then sums the products of a class before it adds the intercept. */
    private final boolean isInterceptLast;

    private final DenseVector margins;

    private ClassMargins(
            LogisticRegressionModel model, SparseMatrix coefficients, FeatureMatrix.Sparse table, RowView rows) {
        this.rows = rows;
        this.table = table;
        byFeature = coefficients.toSparseColMajor();
        intercepts = model.interceptVector().toArray();
        isInterceptLast = coefficients.isTransposed();
        margins = new DenseVector(new double[intercepts.length]);
    }

    /** Those of a multinomial model; nothing unless rows and coefficients are both sparse. */
    static Optional<ClassMargins> of(LogisticRegressionModel model, RowView rows) {
        return model.coefficientMatrix() instanceof SparseMatrix coefficients && coefficients.numRows() > 1
                ? rows.data()
                        .features()
                        .byLayout(
                                dense -> Optional.empty(),
                                sparse -> Optional.of(new ClassMargins(model, coefficients, sparse, rows)))
                : Optional.empty();
    }

    /** Those of the view's row at a position, valid until the next. */
    Vector at(int position) {
        double[] sums = margins.values();
        if (isInterceptLast) {
            Arrays.fill(sums, 0.0);
            addProducts(rows.row(position), sums);
            for (int index = 0; index < sums.length; index++) {
                sums[index] += intercepts[index];
            }
        } else {
            System.arraycopy(intercepts, 0, sums, 0, sums.length);
            addProducts(rows.row(position), sums);
        }
        return margins;
    }

    private void addProducts(int row, double[] sums) {
        int[] starts = byFeature.colPtrs();
        int[] classes = byFeature.rowIndices();
        double[] coefficients = byFeature.values();
        for (int at = table.starts()[row]; at < table.starts()[row + 1]; at++) {
            int feature = table.indices()[at];
            double value = table.values()[at];
            for (int each = starts[feature]; each < starts[feature + 1]; each++) {
                sums[classes[each]] += coefficients[each] * value;
            }
        }
    }
}
