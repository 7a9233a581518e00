package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.matrix.MatrixView;
import dev.hone.worker.matrix.TileProduct;
import dev.hone.worker.matrix.Tiles;
import dev.hone.worker.trial.Cancellation;
import java.util.Arrays;

/**
 * Predicts rows in memory, with the bits that {@link SvmModel} gives for each alone but with less work. Serves one thread,
 * which should ask for the rows in their order.
 */
public final class SvmPredictor {
    private final SvmModel model;
    private final Products products;
    private final double[] values;

    SvmPredictor(SvmModel model, RowView rows) {
        model.requireColumns(rows.data().features().numFeatures());
        this.model = model;
        products = products(model, rows);
        values = new double[model.vectors().numRows()];
    }

    private static Products products(SvmModel model, RowView rows) {
        FeatureMatrix vectors = model.vectors();
        return model.productsOf(rows.data().features())
                .<Products>map(known -> new OfTable(known, model.tableRows(), rows))
                .orElseGet(() -> rows.data()
                        .features()
                        .byLayout(
                                dense -> vectors.isSparse()
                                        ? new OfDenseRow(vectors, dense, rows)
                                        : new OfDenseBlock(vectors, dense, rows),
                                sparse -> new OfSparseRow(vectors, sparse, rows)));
    }

    /** {@link SvmModel#raw} of the row at a position. */
    public double[] raw(int position) {
        return model.rawOf(valuesOf(position));
    }

    /** {@link SvmModel#quantity} of the row at a position. */
    public double quantity(int position) {
        return model.quantityOf(valuesOf(position));
    }

    private double[] valuesOf(int position) {
        Cancellation.check();
        double norm = products.put(position, values);
        model.kernel().apply(values, values.length, norm, model.norms(), model.shape());
        return values;
    }

    /** Dot products of rows with the support vectors. */
    private interface Products {
        /** Writes those of the row at a position to the beginning of an array; returns the row's squared norm. */
        double put(int position, double[] target);
    }

    /** Known from the training. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OfTable(DotProducts known, int[] vectors, RowView rows) implements Products {
        @Override
        public double put(int position, double[] target) {
            int row = rows.row(position);
            known.copy(row, vectors, target);
            return known.norm(row);
        }
    }

    private record OfDenseRow(FeatureMatrix vectors, FeatureMatrix.Dense features, RowView rows) implements Products {
        @Override
        public double put(int position, double[] target) {
            int start = features.start(rows.row(position));
            double[] row = Arrays.copyOfRange(features.values(), start, start + features.numFeatures());
            for (int vector = 0; vector < vectors.numRows(); vector++) {
                target[vector] = vectors.dot(row, vector);
            }
            return Norms.of(row, 0, row.length);
        }
    }

    private static final class OfSparseRow implements Products {
        private final FeatureMatrix vectors;
        private final FeatureMatrix.Sparse features;
        private final RowView rows;
        private final SparseDot dot;

        OfSparseRow(FeatureMatrix vectors, FeatureMatrix.Sparse features, RowView rows) {
            this.vectors = vectors;
            this.features = features;
            this.rows = rows;
            dot = new SparseDot(features);
        }

        @Override
        public double put(int position, double[] target) {
            int row = rows.row(position);
            dot.select(row);
            for (int vector = 0; vector < vectors.numRows(); vector++) {
                target[vector] = dot.with(vectors, vector);
            }
            return Norms.of(features.values(), features.start(row), features.start(row + 1));
        }
    }

    /** Computed for some rows at once. */
    private static final class OfDenseBlock implements Products {
        private static final int ROWS = 48;

        private final Tiles vectors;
        private final FeatureMatrix.Dense features;
        private final RowView rows;
        private final int width;
        private final int count;
        private final TileProduct product = new TileProduct();
        private final double[] block;
        private final double[] products;
        private int start;
        private int end;

        OfDenseBlock(FeatureMatrix vectors, FeatureMatrix.Dense features, RowView rows) {
            this.features = features;
            this.rows = rows;
            width = features.numFeatures();
            count = vectors.numRows();
            this.vectors = Tiles.of(
                    MatrixView.ofRows(count, width, vectors.values(), 0).transposed());
            int most = Math.min(ROWS, rows.size());
            block = new double[most * width];
            products = new double[most * count];
        }

        @Override
        public double put(int position, double[] target) {
            if (position < start || position >= end) {
                multiply(position);
            }
            System.arraycopy(products, (position - start) * count, target, 0, count);
            int at = (position - start) * width;
            return Norms.of(block, at, at + width);
        }

        private void multiply(int first) {
            start = first;
            end = Math.min(first + ROWS, rows.size());
            for (int position = start; position < end; position++) {
                features.copyRow(rows.row(position), block, (position - start) * width);
            }
            int size = end - start;
            Arrays.fill(products, 0, size * count, 0.0);
            product.add(MatrixView.ofRows(size, width, block, 0), vectors, MatrixView.ofRows(size, count, products, 0));
        }
    }
}
