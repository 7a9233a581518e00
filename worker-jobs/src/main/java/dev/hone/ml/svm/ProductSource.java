package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.matrix.MatrixView;
import dev.hone.worker.matrix.Tiles;
import dev.hone.worker.matrix.VectorProduct;

/** Dot products of training rows with each other, a row at a time. Safe for use by many threads. */
sealed interface ProductSource {

    /** Number of rows. */
    int size();

    /** Writes the dot products of a row with all rows, in their order, to the beginning of an array. */
    void row(int position, double[] target);

    /** The squared norms of all rows; shared, not to be written to. */
    double[] norms();

    /**
     * Some rows of a table whose dot products are known.
     *
     * @param order index in the table of each row
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfTable(DotProducts products, int[] order, double[] norms) implements ProductSource {
        static OfTable of(DotProducts products, int[] order) {
            double[] norms = new double[order.length];
            for (int position = 0; position < norms.length; position++) {
                norms[position] = products.norm(order[position]);
            }
            return new OfTable(products, order, norms);
        }

        @Override
        public int size() {
            return order.length;
        }

        @Override
        public void row(int position, double[] target) {
            products.copy(order[position], order, target);
        }
    }

    /** Computed from dense rows. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfDense(FeatureMatrix.Dense rows, Tiles columns, double[] norms) implements ProductSource, FoldCache.Sized {
        static OfDense of(FeatureMatrix.Dense rows) {
            MatrixView view = MatrixView.ofRows(rows.numRows(), rows.numFeatures(), rows.values(), 0);
            return new OfDense(rows, Tiles.of(view.transposed()), Norms.of(rows));
        }

        @Override
        public int size() {
            return rows.numRows();
        }

        @Override
        public void row(int position, double[] target) {
            VectorProduct.of(rows.values(), rows.start(position), columns, target);
        }

        @Override
        public long bytes() {
            return rows.bytes() + columns.bytes() + (long) Double.BYTES * norms.length;
        }
    }

    /** Computed from sparse rows. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfSparse(FeatureMatrix.Sparse rows, double[] norms) implements ProductSource, FoldCache.Sized {
        static OfSparse of(FeatureMatrix.Sparse rows) {
            return new OfSparse(rows, Norms.of(rows));
        }

        @Override
        public int size() {
            return rows.numRows();
        }

        @Override
        public void row(int position, double[] target) {
            SparseDot row = new SparseDot(rows);
            row.select(position);
            for (int other = 0; other < rows.numRows(); other++) {
                target[other] = row.with(other);
            }
        }

        @Override
        public long bytes() {
            return rows.bytes() + (long) Double.BYTES * norms.length;
        }
    }
}
