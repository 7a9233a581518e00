package dev.hone.worker.train.tree;

/**
 * Finds the best split of a node as MLlib's {@code binsToBestSplit} does. Made for one tree, used by one thread.
 *
 * <p>The histogram of a node holds whole numbers per feature and bin, added up over its rows; it is empty for a splitter
 * that needs none.
 */
interface Splitter {

    /** Number of entries of a node's histogram. */
    int histogramSize();

    /** Writes the entries of some features. */
    void count(int[] features, int[] rows, int from, int to, long[] histogram);

    /**
     * Statistics of the root.
     *
     * @param histogram the node's, for these features at least
     */
    NodeStatistics root(int[] features, int[] rows, int from, int to, long[] histogram);

    /**
     * Looks for the best split of a node that a rule allows.
     *
     * @param histogram the node's, for these features at least
     */
    void find(GainRule rule, GrownNode node, int[] features, int[] rows, long[] histogram, FoundSplit found);
}
