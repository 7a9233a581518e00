package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.trial.Cancellation;
import dev.ludovic.netlib.blas.BLAS;
import org.apache.spark.ml.linalg.BLAS$;

/**
 * Squared Euclidean distances of blocks of queries from blocks of points: |q - p|² = |q|² + |p|² - 2 q·p, with all products
 * of two blocks from one call of BLAS.
 *
 * <p>That sum is not exact where two large numbers nearly cancel, and depends on the order in which a BLAS adds. So it only
 * tells which points cannot be near enough: those whose sum is above the limit by more than its largest possible error.
 * The others, few more than are sought, are measured exactly. The error of a sum of n products is at most n·u/(1 - n·u)
 * times the sum of their absolute values, u being half the distance of 1 from the next number (Higham, "Accuracy and
 * Stability of Numerical Algorithms", 2nd edition, 2002, section 3.1), and |q·p| is at most (|q|² + |p|²)/2.
 */
final class BlockSearch extends ScanSearch {
    private static final int QUERIES = 64;
    private static final int POINTS = 512;
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /** More than all that may be lost to underflow. */
    private static final double UNDERFLOW = 1e-300;

    /** Least |p|² of a point, its own and its products' errors taken off. */
    private final double[] least;

    private final double safety;

    BlockSearch(Distance distance, int columns, FeatureMatrix.Dense points) {
        super(distance, columns, points);
        safety = 1 - 8 * (width + 8) * UNIT_ROUNDOFF;
        least = new double[count];
        for (int row = 0; row < count; row++) {
            least[row] = safety * Squares.norm(this.points, row * width, width) - UNDERFLOW;
        }
    }

    @Override
    Neighbors findAll(RowView queries, int sought) {
        Neighbors found = new Neighbors(queries.size(), sought);
        Block block = new Block(sought);
        for (int from = 0; from < queries.size(); from += QUERIES) {
            Cancellation.check();
            block.find(queries, from, Math.min(queries.size(), from + QUERIES));
            block.putInto(found, from);
        }
        return found;
    }

    /** Some queries, what was found for them so far, and their products with some points. */
    private final class Block {
        private final BLAS blas = BLAS$.MODULE$.nativeBLAS();
        private final double[] query = new double[QUERIES * width];
        private final double[] queryLeast = new double[QUERIES];
        private final double[] products = new double[QUERIES * POINTS];
        private final Nearest[] nearest = new Nearest[QUERIES];
        private int size;

        Block(int sought) {
            for (int index = 0; index < nearest.length; index++) {
                nearest[index] = new Nearest(sought);
            }
        }

        void find(RowView queries, int from, int to) {
            size = to - from;
            for (int index = 0; index < size; index++) {
                putPoint(queries.vector(from + index), query, index * width);
                queryLeast[index] = safety * Squares.norm(query, index * width, width);
            }
            for (int row = 0; row < count; row += POINTS) {
                compare(row, Math.min(POINTS, count - row));
            }
        }

        void putInto(Neighbors found, int from) {
            for (int index = 0; index < size; index++) {
                found.put(from + index, nearest[index], distance);
            }
        }

        private void compare(int firstRow, int rows) {
            blas.dgemm(
                    "T",
                    "N",
                    rows,
                    size,
                    width,
                    1,
                    points,
                    firstRow * width,
                    width,
                    query,
                    0,
                    width,
                    0,
                    products,
                    0,
                    rows);
            for (int index = 0; index < size; index++) {
                consider(index, firstRow, rows);
            }
        }

        private void consider(int index, int firstRow, int rows) {
            Nearest found = nearest[index];
            double limit = found.limit() - queryLeast[index];
            int at = index * rows;
            for (int row = 0; row < rows; row++) {
                if (!(least[firstRow + row] - 2 * products[at + row] > limit)) {
                    BlockSearch.this.consider(query, index * width, firstRow + row, found);
                    limit = found.limit() - queryLeast[index];
                }
            }
        }
    }
}
