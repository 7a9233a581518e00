package dev.hone.worker.data;

/** The features of the rows of a view in arrays of their own. */
final class SelectedRows {
    private SelectedRows() {}

    static FeatureMatrix features(RowView rows) {
        FeatureMatrix all = rows.data().features();
        if (isEverything(rows)) {
            return all;
        }
        return all.byLayout(dense -> features(rows, dense), sparse -> features(rows, sparse));
    }

    private static boolean isEverything(RowView rows) {
        boolean everything = rows.size() == rows.data().numRows();
        for (int position = 0; position < rows.size() && everything; position++) {
            everything = rows.row(position) == position;
        }
        return everything;
    }

    private static FeatureMatrix features(RowView rows, FeatureMatrix.Dense all) {
        int columns = all.numFeatures();
        double[] values = new double[rows.size() * columns];
        for (int position = 0; position < rows.size(); position++) {
            all.copyRow(rows.row(position), values, position * columns);
        }
        return FeatureMatrix.dense(rows.size(), columns, values);
    }

    private static FeatureMatrix features(RowView rows, FeatureMatrix.Sparse all) {
        int[] starts = new int[rows.size() + 1];
        for (int position = 0; position < rows.size(); position++) {
            int row = rows.row(position);
            starts[position + 1] = starts[position] + all.starts()[row + 1] - all.starts()[row];
        }
        int[] indices = new int[starts[rows.size()]];
        double[] values = new double[indices.length];
        for (int position = 0; position < rows.size(); position++) {
            int from = all.starts()[rows.row(position)];
            int length = starts[position + 1] - starts[position];
            System.arraycopy(all.indices(), from, indices, starts[position], length);
            System.arraycopy(all.values(), from, values, starts[position], length);
        }
        return FeatureMatrix.sparse(all.numFeatures(), starts, indices, values);
    }
}
