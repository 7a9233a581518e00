package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.feature.DCT;
import org.apache.spark.sql.types.StructType;
import org.jtransforms.dct.DoubleDCT_1D;

/** {@code DCT}, the discrete cosine transform, by the library that MLlib takes. */
final class DctStage implements TaskStage<DCT> {
    @Override
    public Class<DCT> type() {
        return DCT.class;
    }

    @Override
    public boolean covers(DCT stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(DCT stage, StageTable table, int[] training) {
        boolean isInverse = stage.getInverse();
        return VectorColumns.mapped(
                stage, stage.getInputCol(), stage.getOutputCol(), matrix -> transformed(matrix, isInverse));
    }

    private static FeatureMatrix transformed(FeatureMatrix matrix, boolean isInverse) {
        FeatureMatrix.Dense copy = MatrixRows.dense(matrix);
        if (copy.numRows() > 0) {
            DoubleDCT_1D transform = new DoubleDCT_1D(copy.numFeatures());
            for (int row = 0; row < copy.numRows(); row++) {
                if (isInverse) {
                    transform.inverse(copy.values(), copy.start(row), true);
                } else {
                    transform.forward(copy.values(), copy.start(row), true);
                }
            }
        }
        return copy;
    }
}
