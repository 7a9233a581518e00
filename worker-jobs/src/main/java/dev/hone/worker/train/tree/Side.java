package dev.hone.worker.train.tree;

/** Sums of the rows on one side of a split, or of both; written anew for each split. */
final class Side {
    final double[] sums;
    long rows;

    Side(int width) {
        sums = new double[width];
    }

    void clear() {
        java.util.Arrays.fill(sums, 0);
        rows = 0;
    }

    /** Adds sums that stand in an array with the number of rows after them. */
    void add(double[] from, int at) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += from[at + index];
        }
        rows += (long) from[at + sums.length];
    }

    void set(Side other) {
        System.arraycopy(other.sums, 0, sums, 0, sums.length);
        rows = other.rows;
    }

    void setDifference(Side whole, Side part) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] = whole.sums[index] - part.sums[index];
        }
        rows = whole.rows - part.rows;
    }

    void add(Side other) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += other.sums[index];
        }
        rows += other.rows;
    }

    NodeStatistics statistics(Impurity impurity) {
        return NodeStatistics.of(impurity, sums.clone(), rows);
    }
}
