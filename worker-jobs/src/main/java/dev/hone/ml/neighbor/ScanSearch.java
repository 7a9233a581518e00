package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;

/** Looks at every point, at each for as long as it may still be near enough. */
non-sealed class ScanSearch extends DenseSearch {

    ScanSearch(Distance distance, int columns, FeatureMatrix.Dense points) {
        super(distance, columns, points);
    }

    @Override
    final void find(double[] query, int at, Nearest nearest) {
        for (int row = 0; row < count; row++) {
            consider(query, at, row, nearest);
        }
    }

    final void consider(double[] query, int at, int row, Nearest nearest) {
        double limit = nearest.limit();
        double reduced = distance.between(query, at, points, row * width, width, limit);
        if (!(reduced > limit)) {
            nearest.offer(reduced, row);
        }
    }
}
