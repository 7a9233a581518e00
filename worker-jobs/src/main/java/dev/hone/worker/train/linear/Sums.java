package dev.hone.worker.train.linear;

/** Sums of arrays in four parts, so that additions do not wait for each other. */
final class Sums {
    private Sums() {}

    /** Of the first numbers. */
    static double of(double[] values, int count) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int index = 0;
        for (; index + 3 < count; index += 4) {
            first += values[index];
            second += values[index + 1];
            third += values[index + 2];
            fourth += values[index + 3];
        }
        for (; index < count; index++) {
            first += values[index];
        }
        return first + second + (third + fourth);
    }
}
