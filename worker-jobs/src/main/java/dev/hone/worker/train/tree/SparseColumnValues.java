package dev.hone.worker.train.tree;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;

/** Compressed columns made of compressed rows. */
final class SparseColumnValues implements ColumnValues {
    private final int[] starts;
    private final int[] positions;
    private final double[] values;

    SparseColumnValues(FeatureMatrix.Sparse features, RowView rows, int[] positions) {
        starts = new int[features.numFeatures() + 1];
        for (int position : positions) {
            int row = rows.row(position);
            for (int entry = features.starts()[row]; entry < features.starts()[row + 1]; entry++) {
                starts[features.indices()[entry] + 1]++;
            }
        }
        for (int feature = 0; feature < features.numFeatures(); feature++) {
            starts[feature + 1] += starts[feature];
        }
        this.positions = new int[starts[features.numFeatures()]];
        values = new double[this.positions.length];
        fill(features, rows, positions);
    }

    private void fill(FeatureMatrix.Sparse features, RowView rows, int[] sampled) {
        int[] next = starts.clone();
        for (int position : sampled) {
            int row = rows.row(position);
            for (int entry = features.starts()[row]; entry < features.starts()[row + 1]; entry++) {
                int at = next[features.indices()[entry]]++;
                positions[at] = position;
                values[at] = features.values()[entry];
            }
        }
    }

    @Override
    public int nonZeros(int feature, double[] into, int[] found) {
        int count = 0;
        for (int at = starts[feature]; at < starts[feature + 1]; at++) {
            if (values[at] != 0) {
                into[count] = values[at];
                found[count++] = positions[at];
            }
        }
        return count;
    }
}
