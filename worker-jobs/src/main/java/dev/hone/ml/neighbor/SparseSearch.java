package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.linalg.Vector;

/** Looks at every sparse point, at the columns alone that it or the query stores. */
final class SparseSearch extends NeighborSearch {
    private final FeatureMatrix.Sparse points;

    SparseSearch(Distance distance, FeatureMatrix.Sparse points) {
        super(distance);
        this.points = points;
    }

    @Override
    void find(Vector query, Nearest nearest) {
        SparsePoint point = distance.toPoint(SparsePoint.of(query), query.size());
        for (int row = 0; row < points.numRows(); row++) {
            double limit = nearest.limit();
            double reduced = between(point, row, limit);
            if (!(reduced > limit)) {
                nearest.offer(reduced, row);
            }
        }
    }

    /** Columns in ascending order, so that the sum is that of the dense rows. */
    private double between(SparsePoint query, int row, double limit) {
        int[] indices = points.indices();
        double[] values = points.values();
        int stored = points.starts()[row];
        int end = points.starts()[row + 1];
        int other = 0;
        int otherEnd = query.indices().length;
        double sum = 0;
        while ((stored < end || other < otherEnd) && !(sum > limit)) {
            int index = stored < end ? indices[stored] : Integer.MAX_VALUE;
            int otherIndex = other < otherEnd ? query.indices()[other] : Integer.MAX_VALUE;
            double value = index <= otherIndex ? values[stored++] : 0;
            double otherValue = otherIndex <= index ? query.values()[other++] : 0;
            sum += distance.term(otherValue - value);
        }
        return sum;
    }
}
