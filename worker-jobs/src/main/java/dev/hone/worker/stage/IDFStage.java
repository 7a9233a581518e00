package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.MatchError;

/** {@code IDF}: inverse document frequencies, log((m + 1) / (d + 1)) of a feature that d of m vectors have. */
final class IDFStage implements TaskStage<IDF> {

    @Override
    public Class<IDF> type() {
        return IDF.class;
    }

    @Override
    public boolean covers(IDF stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(IDF stage, StageTable table, int[] training) {
        StageColumn.Vectors vectors = table.vectors(stage.getInputCol());
        long[] frequencies = documentFrequencies(vectors, training);
        double[] weights = new double[frequencies.length];
        for (int feature = 0; feature < weights.length; feature++) {
            if (frequencies[feature] >= stage.getMinDocFreq()) {
                weights[feature] = Math.log((training.length + 1.0) / (frequencies[feature] + 1.0));
            } else {
                frequencies[feature] = 0;
            }
        }
        IDFModel model = StageModels.finished(
                stage,
                new IDFModel(
                        stage.uid(),
                        new org.apache.spark.mllib.feature.IDFModel(
                                Vectors.dense(weights), frequencies, training.length)));
        return IDFModelStage.applied(model, table);
    }

    private static long[] documentFrequencies(StageColumn.Vectors vectors, int[] training) {
        if (training.length == 0) {
            throw new StageFailedException(new IllegalStateException("Haven't seen any document yet."));
        }
        for (int row : training) {
            if (vectors.isNull(row)) {
                throw new StageFailedException(new MatchError(nullRow(vectors.field())));
            }
        }
        return vectors.matrix()
                .byLayout(
                        dense -> documentFrequencies(dense, training), sparse -> documentFrequencies(sparse, training));
    }

    /** What Spark's fit does not expect. */
    private static Row nullRow(StructField field) {
        return new GenericRowWithSchema(new @Nullable Object[] {null}, new StructType().add(field));
    }

    private static long[] documentFrequencies(FeatureMatrix.Dense matrix, int[] training) {
        long[] frequencies = new long[matrix.numFeatures()];
        for (int row : training) {
            int start = matrix.start(row);
            for (int feature = 0; feature < frequencies.length; feature++) {
                if (matrix.values()[start + feature] > 0) {
                    frequencies[feature]++;
                }
            }
        }
        return frequencies;
    }

    private static long[] documentFrequencies(FeatureMatrix.Sparse matrix, int[] training) {
        long[] frequencies = new long[matrix.numFeatures()];
        for (int row : training) {
            for (int stored = matrix.start(row); stored < matrix.start(row + 1); stored++) {
                if (matrix.values()[stored] > 0) {
                    frequencies[matrix.indices()[stored]]++;
                }
            }
        }
        return frequencies;
    }
}
