package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.trial.Cancellation;
import org.apache.spark.ml.linalg.Vector;

/** Finds the rows nearest to a query among those of a table, by one distance. Safe for use by many threads. */
abstract sealed class NeighborSearch permits DenseSearch, SparseSearch {
    /** As many columns at most are searched by a tree: with more of them it has to look at most of the rows. */
    private static final int MOST_TREE_COLUMNS = 15;

    final Distance distance;

    NeighborSearch(Distance distance) {
        this.distance = distance;
    }

    static NeighborSearch of(FeatureMatrix rows, Distance distance) {
        boolean few = rows.numFeatures() <= MOST_TREE_COLUMNS;
        if (!few && rows.isSparse()) {
            return new SparseSearch(distance, (FeatureMatrix.Sparse) distance.points(rows));
        }
        FeatureMatrix.Dense points = distance.points(rows.toDense()).toDense();
        if (few) {
            return new TreeSearch(distance, rows.numFeatures(), points);
        }
        return distance.isSquare()
                ? new BlockSearch(distance, rows.numFeatures(), points)
                : new ScanSearch(distance, rows.numFeatures(), points);
    }

    /** Offers every row to {@code nearest} that may be among those sought. */
    abstract void find(Vector query, Nearest nearest);

    /** Finds the neighbours of all queries. */
    Neighbors findAll(RowView queries, int sought) {
        Neighbors found = new Neighbors(queries.size(), sought);
        Nearest nearest = new Nearest(sought);
        for (int query = 0; query < queries.size(); query++) {
            Cancellation.check();
            find(queries.vector(query), nearest);
            found.put(query, nearest, distance);
        }
        return found;
    }
}
