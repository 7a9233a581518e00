package dev.hone.ml.svm;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.trial.Cancellation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The kernel matrix of training rows, computed a row at a time when it is asked for and kept in floats: what the solver needs
 * is the difference of rows, to a tolerance far above their rounding.
 */
abstract sealed class KernelRows {
    private final ProductSource products;
    private final Kernel kernel;
    private final Kernel.Shape shape;
    private final double[] diagonal;

    private KernelRows(ProductSource products, Kernel kernel, Kernel.Shape shape) {
        this.products = products;
        this.kernel = kernel;
        this.shape = shape;
        diagonal = kernel.diagonal(products.norms(), shape);
    }

    /** The values of a row with all rows; shared, not to be written to, and valid until the next but one is asked for. */
    abstract float[] row(int position);

    /** The value of a row with itself. */
    final double diagonal(int position) {
        return diagonal[position];
    }

    final int size() {
        return products.size();
    }

    final void compute(int position, float[] target) {
        Cancellation.check();
        double[] values = new double[target.length];
        products.row(position, values);
        kernel.apply(values, values.length, products.norms()[position], products.norms(), shape);
        for (int other = 0; other < values.length; other++) {
            target[other] = (float) values[other];
        }
    }

    /** All rows that were asked for stay in memory, for all trainings on these rows. Safe for use by many threads. */
    static final class Kept extends KernelRows implements FoldCache.Sized {
        private final AtomicReferenceArray<float @Nullable []> rows;

        Kept(ProductSource products, Kernel kernel, Kernel.Shape shape) {
            super(products, kernel, shape);
            rows = new AtomicReferenceArray<>(products.size());
        }

        /** Bytes of the matrix of so many rows. */
        static long bytes(long rows) {
            return Float.BYTES * rows * rows;
        }

        @Override
        float[] row(int position) {
            float[] known = rows.get(position);
            if (known != null) {
                return known;
            }
            float[] made = new float[size()];
            compute(position, made);
            rows.set(position, made);
            return made;
        }

        /** When every row is there. */
        @Override
        public long bytes() {
            return bytes(size());
        }
    }

    /** The rows that were asked for last stay in memory. Serves one training. */
    static final class MostRecent extends KernelRows {
        private static final int FEWEST_ROWS = 2;

        private final int mostRows;
        private final Map<Integer, float[]> rows = new LinkedHashMap<>(16, 0.75f, true);

        /** @param bytes of the rows that are kept; of two, if two take more */
        MostRecent(ProductSource products, Kernel kernel, Kernel.Shape shape, long bytes) {
            super(products, kernel, shape);
            long fit = bytes / ((long) Float.BYTES * products.size());
            mostRows = (int) Math.max(FEWEST_ROWS, Math.min(products.size(), fit));
        }

        @Override
        float[] row(int position) {
            float[] known = rows.get(position);
            if (known != null) {
                return known;
            }
            float[] made = rows.size() < mostRows ? new float[size()] : removeOldest();
            compute(position, made);
            rows.put(position, made);
            return made;
        }

        private float[] removeOldest() {
            var oldest = rows.entrySet().iterator();
            float[] row = oldest.next().getValue();
            oldest.remove();
            return row;
        }
    }
}
