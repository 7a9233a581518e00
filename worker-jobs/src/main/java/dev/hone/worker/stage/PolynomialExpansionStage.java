package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.feature.PolynomialExpansion;
import org.apache.spark.sql.types.StructType;

/** {@code PolynomialExpansion}. */
final class PolynomialExpansionStage implements TaskStage<PolynomialExpansion> {
    /** Their monomials of degree 2 are 8 million; Spark's recursion is as deep as there are features. */
    private static final int MOST_FEATURES = 4096;

    @Override
    public Class<PolynomialExpansion> type() {
        return PolynomialExpansion.class;
    }

    @Override
    public boolean covers(PolynomialExpansion stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(PolynomialExpansion stage, StageTable table, int[] training) {
        int degree = stage.getDegree();
        return VectorColumns.mapped(
                stage, stage.getInputCol(), stage.getOutputCol(), matrix -> expanded(matrix, degree));
    }

    private static FeatureMatrix expanded(FeatureMatrix matrix, int degree) {
        if (matrix.numFeatures() > MOST_FEATURES) {
            throw VectorColumns.tooLarge(matrix.numRows(), matrix.numFeatures());
        }
        Monomials monomials = new Monomials(matrix.numFeatures(), degree);
        return matrix.byLayout(monomials::expandDense, monomials::expandSparse);
    }
}
