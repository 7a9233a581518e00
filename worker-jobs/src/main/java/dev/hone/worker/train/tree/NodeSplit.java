package dev.hone.worker.train.tree;

import org.apache.spark.ml.tree.Split;

/**
 * The split of a node.
 *
 * @param lastLeft of a continuous feature the last bin that goes left
 * @param left of a categorical feature the bins that go left; empty for a continuous one
 * @param split the same for MLlib
 */
record NodeSplit(int feature, int lastLeft, boolean[] left, Split split) {

    boolean goesLeft(int bin) {
        return left.length == 0 ? bin <= lastLeft : left[bin];
    }

    /** Moves the rows that go left before the others; see {@link BinColumn#partition}. */
    int partition(BinColumn column, int[] rows, int from, int to, int[] spare) {
        return left.length == 0
                ? column.partition(rows, from, to, lastLeft, spare)
                : column.partition(rows, from, to, left, spare);
    }
}
