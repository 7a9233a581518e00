package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.linalg.Vector;

/** A search among dense points. */
abstract sealed class DenseSearch extends NeighborSearch permits ScanSearch, TreeSearch {
    final int columns;
    final int width;
    final int count;
    final double[] points;

    /** @param columns number of columns of the rows for which the points stand */
    DenseSearch(Distance distance, int columns, FeatureMatrix.Dense points) {
        super(distance);
        this.columns = columns;
        this.width = points.numFeatures();
        this.count = points.numRows();
        this.points = points.values();
    }

    /** Writes the point that stands for a query into an array. */
    final void putPoint(Vector query, double[] target, int at) {
        DenseRows.put(query, target, at);
        distance.toPoint(target, at, columns);
    }

    @Override
    final void find(Vector query, Nearest nearest) {
        double[] point = new double[width];
        putPoint(query, point, 0);
        find(point, 0, nearest);
    }

    abstract void find(double[] query, int at, Nearest nearest);
}
