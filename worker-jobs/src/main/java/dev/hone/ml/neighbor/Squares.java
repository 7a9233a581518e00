package dev.hone.ml.neighbor;

/** Squared Euclidean distances. */
final class Squares {
    private Squares() {}

    static double between(double[] first, int firstAt, double[] second, int secondAt, int width, double limit) {
        double sum = 0;
        for (int from = 0; from < width && !(sum > limit); from += Distance.STRIDE) {
            int to = Math.min(width, from + Distance.STRIDE);
            for (int column = from; column < to; column++) {
                double difference = first[firstAt + column] - second[secondAt + column];
                sum += difference * difference;
            }
        }
        return sum;
    }

    /** The sum of squares of {@code width} values. */
    static double norm(double[] values, int at, int width) {
        double sum = 0;
        for (int column = at; column < at + width; column++) {
            sum += values[column] * values[column];
        }
        return sum;
    }
}
