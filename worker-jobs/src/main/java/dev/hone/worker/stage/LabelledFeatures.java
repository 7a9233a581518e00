package dev.hone.worker.stage;

/**
 * What selectors test: features and labels of the rows to fit on.
 *
 * @param features of all rows
 * @param rows places of the rows to fit on
 * @param columns values of each feature in those rows
 * @param labels of those rows
 */
record LabelledFeatures(StageColumn.Vectors features, int[] rows, FeatureValues columns, double[] labels) {

    /** @throws StageFailedException if a vector is null, or a label null or NaN */
    static LabelledFeatures of(StageTable table, String features, String label, int[] rows) {
        StageColumn.Vectors vectors = VectorColumns.complete(table, features, rows);
        double[] all = table.numbers(label).values();
        double[] labels = new double[rows.length];
        for (int position = 0; position < rows.length; position++) {
            labels[position] = all[rows[position]];
            if (Double.isNaN(labels[position])) {
                throw StageFailedException.of("Label '" + label + "' must be a number in every row to fit on");
            }
        }
        return new LabelledFeatures(vectors, rows, FeatureValues.of(vectors.matrix(), rows), labels);
    }
}
