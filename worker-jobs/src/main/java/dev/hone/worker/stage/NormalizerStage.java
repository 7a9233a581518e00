package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.sql.types.StructType;

/** {@code Normalizer}; a vector of norm 0 stays as it is. */
final class NormalizerStage implements TaskStage<Normalizer> {
    @Override
    public Class<Normalizer> type() {
        return Normalizer.class;
    }

    @Override
    public boolean covers(Normalizer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(Normalizer stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> normalized(stage, rows));
    }

    private static StageTable normalized(Normalizer stage, StageTable table) {
        StageColumn.Vectors column = VectorScaling.requireValid(table.vectors(stage.getInputCol()));
        FeatureMatrix matrix = column.matrix();
        double[] values = matrix.values().clone();
        for (int row = 0; row < matrix.numRows(); row++) {
            divideByNorm(values, matrix.start(row), end(matrix, row), stage.getP());
        }
        FeatureMatrix normalized = matrix instanceof FeatureMatrix.Sparse sparse
                ? FeatureMatrix.sparse(matrix.numFeatures(), sparse.starts(), sparse.indices(), values)
                : FeatureMatrix.dense(matrix.numRows(), matrix.numFeatures(), values);
        return table.with(StageColumn.Vectors.of(StageModels.output(stage, table, stage.getOutputCol()), normalized));
    }

    private static int end(FeatureMatrix matrix, int row) {
        return matrix.isSparse() ? matrix.start(row + 1) : matrix.start(row) + matrix.numFeatures();
    }

    private static void divideByNorm(double[] values, int from, int to, double p) {
        double norm = norm(values, from, to, p);
        if (norm != 0) {
            for (int at = from; at < to; at++) {
                values[at] /= norm;
            }
        }
    }

    /** As {@code Vectors.norm} adds up. */
    private static double norm(double[] values, int from, int to, double p) {
        double sum = 0;
        if (p == 1) {
            for (int at = from; at < to; at++) {
                sum += Math.abs(values[at]);
            }
            return sum;
        }
        if (p == 2) {
            for (int at = from; at < to; at++) {
                sum += values[at] * values[at];
            }
            return Math.sqrt(sum);
        }
        if (p == Double.POSITIVE_INFINITY) {
            for (int at = from; at < to; at++) {
                double size = Math.abs(values[at]);
                sum = size > sum ? size : sum;
            }
            return sum;
        }
        for (int at = from; at < to; at++) {
            sum += Math.pow(Math.abs(values[at]), p);
        }
        return Math.pow(sum, 1 / p);
    }
}
