package dev.hone.worker.train.tree;

/**
 * What is known of the rows of a node.
 *
 * @param sums as {@link Impurity} takes them; not to be written to
 * @param rows number of rows, each as often as it was drawn
 * @param impurity that of the sums
 */
record NodeStatistics(double[] sums, long rows, double impurity) {
    private static final double EPSILON = Math.ulp(1.0);

    static NodeStatistics of(Impurity impurity, double[] sums, long rows) {
        return new NodeStatistics(sums, rows, impurity.of(sums));
    }

    /** Whether MLlib would not try to split the node. */
    boolean isPure() {
        return Math.abs(impurity) < EPSILON;
    }
}
