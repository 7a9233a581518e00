package dev.hone.ml.neighbor;

import dev.hone.worker.data.FoldCache;

/** The nearest neighbours of some queries: as many of each, the nearest first. */
public final class Neighbors implements FoldCache.Sized {
    private final int each;
    private final double[] distances;
    private final int[] rows;

    Neighbors(int queries, int each) {
        this.each = each;
        distances = new double[Math.multiplyExact(queries, each)];
        rows = new int[distances.length];
    }

    /** Takes what was found for a query. */
    void put(int query, Nearest nearest, Distance distance) {
        int start = query * each;
        nearest.drainTo(distances, rows, start);
        for (int at = start; at < start + each; at++) {
            distances[at] = distance.distance(distances[at]);
        }
    }

    /** The number of the query's {@code nth} neighbour among the searched rows, from 0. */
    int row(int query, int nth) {
        return rows[query * each + nth];
    }

    double distance(int query, int nth) {
        return distances[query * each + nth];
    }

    @Override
    public long bytes() {
        return (long) distances.length * (Double.BYTES + Integer.BYTES);
    }
}
