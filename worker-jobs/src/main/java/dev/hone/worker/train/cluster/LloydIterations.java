package dev.hone.worker.train.cluster;

/** Iterations of Lloyd's algorithm. */
sealed interface LloydIterations permits BlockLloydIterations, RowLloydIterations {

    /** Where the centers are now. */
    Centers centers();

    /** Moves each center to the middle of the rows that are nearest to it. */
    Round next();

    /**
     * The outcome of a round.
     *
     * @param cost the distance of all rows to their centers before these moved
     * @param converged whether no center moved farther than the tolerance
     * @param valid whether MLlib goes on from there
     */
    record Round(double cost, boolean converged, boolean valid) {}
}
