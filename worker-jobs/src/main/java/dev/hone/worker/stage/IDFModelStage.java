package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code IDFModel}: multiplies features by their inverse document frequencies; a sparse matrix shares its indices. */
final class IDFModelStage implements TaskStage<IDFModel> {

    @Override
    public Class<IDFModel> type() {
        return IDFModel.class;
    }

    @Override
    public boolean covers(IDFModel stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(IDFModel stage, StageTable table, int[] training) {
        return applied(stage, table);
    }

    /** A model on tables like this one. */
    static FittedStage applied(IDFModel model, StageTable like) {
        double[] weights = model.idf().toArray();
        StructField field = StageModels.output(model, like, model.getOutputCol());
        return StageModels.applied(
                model, rows -> rows.with(weighted(model, weights, rows.vectors(model.getInputCol()), field)));
    }

    private static StageColumn.Vectors weighted(
            IDFModel model, double[] weights, StageColumn.Vectors vectors, StructField field) {
        if (!vectors.nulls().isEmpty()) {
            throw StageFailedException.ofNull();
        }
        if (vectors.length() != weights.length) {
            throw StageFailedException.of("IDFModel: vectors must be as long as those it was fitted on (length: "
                    + vectors.length() + ", fitted on: " + weights.length + ")");
        }
        return StageColumn.Vectors.of(
                StageColumn.vectors(model.getOutputCol(), field.metadata()),
                vectors.matrix().byLayout(dense -> weighted(dense, weights), sparse -> weighted(sparse, weights)));
    }

    private static FeatureMatrix weighted(FeatureMatrix.Dense matrix, double[] weights) {
        double[] values = new double[matrix.values().length];
        for (int row = 0; row < matrix.numRows(); row++) {
            int start = matrix.start(row);
            for (int feature = 0; feature < weights.length; feature++) {
                values[start + feature] = matrix.values()[start + feature] * weights[feature];
            }
        }
        return FeatureMatrix.dense(matrix.numRows(), matrix.numFeatures(), values);
    }

    private static FeatureMatrix weighted(FeatureMatrix.Sparse matrix, double[] weights) {
        double[] values = new double[matrix.values().length];
        int zeros = 0;
        for (int stored = 0; stored < values.length; stored++) {
            values[stored] = matrix.values()[stored] * weights[matrix.indices()[stored]];
            if (values[stored] == 0) {
                zeros++;
            }
        }
        return zeros == 0
                ? FeatureMatrix.sparse(matrix.numFeatures(), matrix.starts(), matrix.indices(), values)
                : withoutZeros(matrix, values, values.length - zeros);
    }

    private static FeatureMatrix withoutZeros(FeatureMatrix.Sparse matrix, double[] weighted, int count) {
        int[] starts = new int[matrix.numRows() + 1];
        int[] indices = new int[count];
        double[] values = new double[count];
        int stored = 0;
        for (int row = 0; row < matrix.numRows(); row++) {
            for (int at = matrix.start(row); at < matrix.start(row + 1); at++) {
                if (weighted[at] != 0) {
                    indices[stored] = matrix.indices()[at];
                    values[stored++] = weighted[at];
                }
            }
            starts[row + 1] = stored;
        }
        return FeatureMatrix.sparse(matrix.numFeatures(), starts, indices, values);
    }
}
