package dev.hone.ml;

/**
 * An estimator that keeps its rows, and predicts by the nearest of them.
 *
 * @param <L> the estimator's own class
 */
public interface NeighborLearner<L> extends NeighborParams, RowLearner {

    /** Number of nearest neighbours, at least 1; default 5. */
    default L setK(int value) {
        return Setters.set(this, k(), value);
    }

    /** Weight of a neighbour: {@code uniform} (default), or {@code distance} for the inverse of its distance. */
    default L setWeights(String value) {
        return Setters.set(this, weights(), value);
    }

    /** Distance metric: {@code euclidean} (default), {@code manhattan}, {@code cosine} or {@code minkowski}. */
    default L setMetric(String value) {
        return Setters.set(this, metric(), value);
    }

    /** Exponent of the minkowski metric, at least 1; default 2. */
    default L setP(double value) {
        return Setters.set(this, p(), value);
    }
}
