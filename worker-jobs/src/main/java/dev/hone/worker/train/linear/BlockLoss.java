package dev.hone.worker.train.linear;

/** A loss summed over rows, as by one of MLlib's block aggregators. Serves one training in one thread. */
interface BlockLoss {

    /** By value what the sums depend on beside rows and point, such as the class of the loss. */
    Object kind();

    /**
     * One of the same kind at a point of its own, to be used in turn with this one by the same thread: they share what they
     * work on.
     */
    BlockLoss another();

    /** Moves to a point, which is not written to. */
    void moveTo(double[] point);

    /**
     * Adds the block's gradient at the point.
     *
     * @return the block's loss at the point
     */
    double add(Block block, double[] gradientSum);

    /** Ends the gradient's sum over all blocks since the last {@link #moveTo}. */
    default void end(double[] gradientSum) {}
}
