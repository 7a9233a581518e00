package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import java.util.List;

/**
 * How far apart two rows are. Searches compare a reduced form that costs less and orders alike, such as the square of the
 * Euclidean distance; it is a sum of one term a column, added in the order of the columns.
 */
sealed interface Distance {
    /** The names that {@link #named} takes. */
    List<String> NAMES = List.of("euclidean", "manhattan", "cosine", "minkowski");

    /** Columns between two looks at the limit. */
    int STRIDE = 16;

    /**
     * The distance of that name.
     *
     * @param name one of {@link #NAMES}
     * @param p the power of {@code minkowski}, at least 1
     */
    static Distance named(String name, double p) {
        return switch (name) {
            case "euclidean" -> new Euclidean();
            case "manhattan" -> new Manhattan();
            case "cosine" -> new Cosine();
            case "minkowski" -> minkowski(p);
            default ->
                throw new IllegalArgumentException(
                        "Distance must be one of " + String.join(", ", NAMES) + " (distance: " + name + ")");
        };
    }

    private static Distance minkowski(double p) {
        if (p == 1) {
            return new Manhattan();
        }
        return p == 2 ? new Euclidean() : new Minkowski(p);
    }

    /**
     * The reduced distance of two dense points, or any number above {@code limit} once it is certain to be above it.
     *
     * @param first array that holds a point of {@code width} values from {@code firstAt}
     */
    double between(double[] first, int firstAt, double[] second, int secondAt, int width, double limit);

    /** What one column adds to the reduced distance. */
    double term(double difference);

    /** The distance itself. */
    double distance(double reduced);

    /** Whether the reduced distance is the square of the Euclidean one. */
    boolean isSquare();

    /** The points that stand for the rows that are searched; they may have more columns. */
    default FeatureMatrix points(FeatureMatrix rows) {
        return rows;
    }

    /** Turns a row whose neighbours are sought, at the start of as many values as a point has, into the point that stands for it. */
    default void toPoint(double[] row, int at, int columns) {}

    /** Likewise of a sparse row. */
    default SparsePoint toPoint(SparsePoint row, int columns) {
        return row;
    }

    /** The square root of the sum of squares. */
    record Euclidean() implements Distance {
        @Override
        public double between(double[] first, int firstAt, double[] second, int secondAt, int width, double limit) {
            return Squares.between(first, firstAt, second, secondAt, width, limit);
        }

        @Override
        public double term(double difference) {
            return difference * difference;
        }

        @Override
        public double distance(double reduced) {
            return Math.sqrt(reduced);
        }

        @Override
        public boolean isSquare() {
            return true;
        }
    }

    /**
     * One minus the cosine of the angle, which is half the squared Euclidean distance of two rows scaled to length one. A row
     * of zeros has distance 1 from every other.
     */
    record Cosine() implements Distance {
        @Override
        public double between(double[] first, int firstAt, double[] second, int secondAt, int width, double limit) {
            return Squares.between(first, firstAt, second, secondAt, width, limit);
        }

        @Override
        public double term(double difference) {
            return difference * difference;
        }

        @Override
        public double distance(double reduced) {
            return reduced / 2;
        }

        @Override
        public boolean isSquare() {
            return true;
        }

        @Override
        public FeatureMatrix points(FeatureMatrix rows) {
            return Directions.of(rows);
        }

        @Override
        public void toPoint(double[] row, int at, int columns) {
            Directions.ofQuery(row, at, columns);
        }

        @Override
        public SparsePoint toPoint(SparsePoint row, int columns) {
            return Directions.ofQuery(row, columns);
        }
    }

    /** The sum of absolute differences. */
    record Manhattan() implements Distance {
        @Override
        public double between(double[] first, int firstAt, double[] second, int secondAt, int width, double limit) {
            double sum = 0;
            for (int from = 0; from < width && !(sum > limit); from += STRIDE) {
                int to = Math.min(width, from + STRIDE);
                for (int column = from; column < to; column++) {
                    sum += Math.abs(first[firstAt + column] - second[secondAt + column]);
                }
            }
            return sum;
        }

        @Override
        public double term(double difference) {
            return Math.abs(difference);
        }

        @Override
        public double distance(double reduced) {
            return reduced;
        }

        @Override
        public boolean isSquare() {
            return false;
        }
    }

    /**
     * The p-th root of the sum of p-th powers of absolute differences.
     *
     * @param p at least 1
     */
    record Minkowski(double p) implements Distance {
        @Override
        public double between(double[] first, int firstAt, double[] second, int secondAt, int width, double limit) {
            double sum = 0;
            for (int column = 0; column < width && !(sum > limit); column++) {
                sum += Math.pow(Math.abs(first[firstAt + column] - second[secondAt + column]), p);
            }
            return sum;
        }

        @Override
        public double term(double difference) {
            return Math.pow(Math.abs(difference), p);
        }

        @Override
        public double distance(double reduced) {
            return Math.pow(reduced, 1 / p);
        }

        @Override
        public boolean isSquare() {
            return false;
        }
    }
}
