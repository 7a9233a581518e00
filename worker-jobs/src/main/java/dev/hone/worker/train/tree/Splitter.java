package dev.hone.worker.train.tree;

/**
 * Finds the best split of a node as MLlib's {@code binsToBestSplit} does. Made for one tree, used by one thread.
 *
 * <p>The cells of a node are whole numbers per feature and bin, added up over its rows; a search that needs none has 0 of
 * them.
 */
interface Splitter {

    /** Number of cells of a node. */
    int cells();

    /** Writes the cells of some features. */
    void count(int[] features, int[] rows, int from, int to, long[] cells);

    /**
     * Statistics of the root.
     *
     * @param cells of these features at least
     */
    NodeStatistics root(int[] features, int[] rows, int from, int to, long[] cells);

    /**
     * Looks for the best split of a node that a rule allows.
     *
     * @param cells of these features at least
     */
    void find(GainRule rule, GrownNode node, int[] features, int[] rows, long[] cells, FoundSplit found);
}
