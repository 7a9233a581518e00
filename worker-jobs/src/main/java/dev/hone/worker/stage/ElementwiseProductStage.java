package dev.hone.worker.stage;

import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.sql.types.StructType;

/** {@code ElementwiseProduct}. */
final class ElementwiseProductStage implements TaskStage<ElementwiseProduct> {
    @Override
    public Class<ElementwiseProduct> type() {
        return ElementwiseProduct.class;
    }

    @Override
    public boolean covers(ElementwiseProduct stage, StructType columns) {
        return stage.isDefined(stage.scalingVec()) && StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(ElementwiseProduct stage, StageTable table, int[] training) {
        VectorScaling scaling =
                new VectorScaling(new double[0], stage.getScalingVec().toArray());
        return StageModels.applied(stage, rows -> multiplied(stage, scaling, rows));
    }

    private static StageTable multiplied(ElementwiseProduct stage, VectorScaling scaling, StageTable table) {
        StageColumn.Vectors column = table.vectors(stage.getInputCol());
        int size = scaling.scale().length;
        if (table.numRows() > 0 && column.length() != size) {
            throw new StageFailedException(
                    new IllegalArgumentException("requirement failed: vector sizes do not match: Expected " + size
                            + " but found " + column.length()));
        }
        return table.with(scaling.scaled(column, StageModels.output(stage, table, stage.getOutputCol())));
    }
}
