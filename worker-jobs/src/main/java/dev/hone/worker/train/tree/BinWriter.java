package dev.hone.worker.train.tree;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;

/** Finds the bin of each value. */
final class BinWriter {
    /** Rows of a dense table that are read again for each feature while they are in the processor's cache. */
    private static final int BLOCK = 128;

    private final SplitCandidates candidates;
    private final BinColumn[] columns;
    private final BinSearch[] searches;
    private final double[] lowest;
    private final double[] highest;
    private final double[] values = new double[BLOCK];
    private final int[] bins = new int[BLOCK];

    BinWriter(SplitCandidates candidates, BinColumn[] columns) {
        this.candidates = candidates;
        this.columns = columns;
        searches = new BinSearch[columns.length];
        lowest = new double[columns.length];
        highest = new double[columns.length];
        for (int feature = 0; feature < columns.length; feature++) {
            searches[feature] = BinSearch.of(candidates.thresholds()[feature]);
            lowest[feature] = isCategorical(feature) ? 0 : -Double.MAX_VALUE;
            highest[feature] = isCategorical(feature)
                    ? Math.nextDown((double) candidates.categories()[feature])
                    : Double.MAX_VALUE;
        }
    }

    /** Whether all values could be binned. */
    boolean write(FeatureMatrix.Dense features, RowView rows) {
        boolean valid = true;
        for (int from = 0; valid && from < rows.size(); from += BLOCK) {
            int to = Math.min(from + BLOCK, rows.size());
            for (int feature = 0; valid && feature < columns.length; feature++) {
                valid = write(features, rows, from, to, feature);
            }
        }
        return valid;
    }

    private boolean write(FeatureMatrix.Dense features, RowView rows, int from, int to, int feature) {
        double[] table = features.values();
        int width = features.numFeatures();
        for (int position = from; position < to; position++) {
            values[position - from] = table[rows.row(position) * width + feature];
        }
        boolean valid = areValid(feature, to - from);
        if (isCategorical(feature)) {
            for (int position = from; position < to; position++) {
                columns[feature].set(position, (int) values[position - from]);
            }
        } else {
            searches[feature].bins(values, to - from, bins);
            columns[feature].set(from, bins, to - from);
        }
        return valid;
    }

    /** Whether all values could be binned. */
    boolean write(FeatureMatrix.Sparse features, RowView rows) {
        for (int feature = 0; feature < columns.length; feature++) {
            columns[feature].fill(isCategorical(feature) ? 0 : searches[feature].bin(0));
        }
        for (int position = 0; position < rows.size(); position++) {
            int row = rows.row(position);
            for (int entry = features.starts()[row]; entry < features.starts()[row + 1]; entry++) {
                if (!write(features.indices()[entry], position, features.values()[entry])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isCategorical(int feature) {
        return candidates.categories()[feature] > 0;
    }

    private boolean write(int feature, int position, double value) {
        columns[feature].set(position, isCategorical(feature) ? (int) value : searches[feature].bin(value));
        return isValid(feature, value);
    }

    private boolean areValid(int feature, int count) {
        double low = lowest[feature];
        double high = highest[feature];
        boolean valid = true;
        for (int index = 0; index < count; index++) {
            valid &= values[index] >= low && values[index] <= high;
        }
        return valid;
    }

    private boolean isValid(int feature, double value) {
        return value >= lowest[feature] && value <= highest[feature];
    }
}
