package dev.hone.worker.train.cluster;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;

/** The norms of a fold's rows, computed once per fold for all k-means trainings. */
final class RowNorms implements FoldCache.Sized {
    /** The square of a larger value, times rows and features, might not be finite. */
    private static final double LARGEST_VALUE = 1e140;

    private final double[] norms;
    private final boolean usable;
    private final boolean zeroLength;
    private final int features;

    private record Key() {}

    static RowNorms of(RowView rows) {
        return rows.shared(new Key(), () -> new RowNorms(rows));
    }

    private RowNorms(RowView rows) {
        FeatureMatrix matrix = rows.data().features();
        features = matrix.numFeatures();
        norms = new double[rows.size()];
        boolean valid = features > 0 && norms.length > 0;
        boolean zero = false;
        double[] values = matrix.values();
        for (int position = 0; position < norms.length; position++) {
            int from = matrix.start(rows.row(position));
            int to = matrix.start(rows.row(position) + 1);
            double sum = 0;
            for (int at = from; at < to; at++) {
                double value = values[at];
                valid &= Math.abs(value) <= LARGEST_VALUE;
                sum += value * value;
            }
            norms[position] = Math.sqrt(sum);
            zero |= !(norms[position] > 0);
            valid &= rows.weight(position) >= 0 && rows.weight(position) < Double.POSITIVE_INFINITY;
        }
        usable = valid;
        zeroLength = zero;
    }

    /** Whether MLlib takes the rows with that distance measure. */
    boolean suit(String distanceMeasure) {
        return usable && !(zeroLength && distanceMeasure.equals("cosine"));
    }

    /**
     * The solver that MLlib chooses by itself. It means to take blocks where at least half of the values are not zero, but
     * adds up the numbers of the features instead of their counts.
     */
    String solver() {
        return features > norms.length ? "block" : "row";
    }

    /** The length of a row. */
    double norm(int position) {
        return norms[position];
    }

    @Override
    public long bytes() {
        return 8L * norms.length;
    }
}
