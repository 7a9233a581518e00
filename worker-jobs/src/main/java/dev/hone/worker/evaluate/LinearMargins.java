package dev.hone.worker.evaluate;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.ludovic.netlib.blas.BLAS;
import java.util.List;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * Products of rows in memory with the coefficients of a linear model, plus its intercept: bit for bit what the model makes
 * of each row's vector, since dense rows go by the routine that MLlib's {@code BLAS.dot} calls and others by its loop.
 */
abstract sealed class LinearMargins {
    /** As many as stay in a processor's first cache while model after model passes them. */
    private static final int ROWS_AT_ONCE = 64;

    private final double intercept;
    final RowView rows;

    private LinearMargins(double intercept, RowView rows) {
        this.intercept = intercept;
        this.rows = rows;
    }

    static LinearMargins of(Vector coefficients, double intercept, RowView rows) {
        return rows.data()
                .features()
                .byLayout(
                        dense -> ofDense(dense, coefficients, intercept, rows),
                        sparse -> new OfSparseRows(sparse, coefficients, intercept, rows));
    }

    private static LinearMargins ofDense(
            FeatureMatrix.Dense features, Vector coefficients, double intercept, RowView rows) {
        return coefficients instanceof SparseVector sparse
                ? new OfSparseCoefficients(features, sparse, intercept, rows)
                : new OfDense(features, (DenseVector) coefficients, intercept, rows);
    }

    /** That of the view's row at a position. */
    final double margin(int position) {
        return product(rows.row(position)) + intercept;
    }

    /** Those of all the view's rows. */
    final double[] all() {
        return ofAll(List.of(this)).get(0);
    }

    /** Those of all rows of a view, by several models: a row is read from memory once for all of them. */
    static List<double[]> ofAll(List<LinearMargins> models) {
        int size = models.get(0).rows.size();
        List<double[]> margins = models.stream().map(model -> new double[size]).toList();
        for (int from = 0; from < size; from += ROWS_AT_ONCE) {
            int to = Math.min(from + ROWS_AT_ONCE, size);
            for (int model = 0; model < models.size(); model++) {
                models.get(model).fill(margins.get(model), from, to);
            }
        }
        return margins;
    }

    private void fill(double[] margins, int from, int to) {
        for (int position = from; position < to; position++) {
            margins[position] = margin(position);
        }
    }

    abstract double product(int row);

    private static final class OfDense extends LinearMargins {
        private final BLAS blas;
        private final int columns;
        private final double[] table;
        private final double[] coefficients;

        OfDense(FeatureMatrix.Dense features, DenseVector coefficients, double intercept, RowView rows) {
            super(intercept, rows);
            columns = features.numFeatures();
            table = features.values();
            this.coefficients = coefficients.values();
            blas = BLAS$.MODULE$.getBLAS(columns);
        }

        @Override
        double product(int row) {
            return blas.ddot(columns, table, row * columns, 1, coefficients, 0, 1);
        }
    }

    private static final class OfSparseCoefficients extends LinearMargins {
        private final int columns;
        private final double[] table;
        private final int[] indices;
        private final double[] values;

        OfSparseCoefficients(FeatureMatrix.Dense features, SparseVector coefficients, double intercept, RowView rows) {
            super(intercept, rows);
            columns = features.numFeatures();
            table = features.values();
            indices = coefficients.indices();
            values = coefficients.values();
        }

        @Override
        double product(int row) {
            double sum = 0;
            int start = row * columns;
            for (int each = 0; each < indices.length; each++) {
                sum += values[each] * table[start + indices[each]];
            }
            return sum;
        }
    }

    /** Those of sparse coefficients too: a product with one that is not stored is 0, unless the value is not finite. */
    private static final class OfSparseRows extends LinearMargins {
        private final FeatureMatrix.Sparse features;
        private final Vector model;
        private final int[] starts;
        private final int[] indices;
        private final double[] values;
        private final double[] coefficients;

        OfSparseRows(FeatureMatrix.Sparse features, Vector coefficients, double intercept, RowView rows) {
            super(intercept, rows);
            this.features = features;
            model = coefficients;
            starts = features.starts();
            indices = features.indices();
            values = features.values();
            this.coefficients = coefficients.toArray();
        }

        @Override
        double product(int row) {
            double sum = 0;
            for (int each = starts[row]; each < starts[row + 1]; each++) {
                sum += values[each] * coefficients[indices[each]];
            }
            return Double.isNaN(sum) ? BLAS$.MODULE$.dot(features.vector(row), model) : sum;
        }
    }
}
