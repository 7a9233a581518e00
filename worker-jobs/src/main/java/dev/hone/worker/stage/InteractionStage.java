package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** {@code Interaction}: all products of one element of each input, nominal ones one-hot encoded. */
final class InteractionStage implements TaskStage<Interaction> {
    /** As many times shorter must compressed rows be than dense ones. */
    private static final int SPARSE_IF_SHORTER = 3;

    @Override
    public Class<Interaction> type() {
        return Interaction.class;
    }

    @Override
    public boolean covers(Interaction stage, StructType columns) {
        return stage.isDefined(stage.outputCol())
                && Arrays.stream(columns.fieldNames()).noneMatch(stage.getOutputCol()::equalsIgnoreCase)
                && StageNames.areColumns(StageNames.inputs(stage), columns, InteractionStage::isFactor);
    }

    private static boolean isFactor(DataType type) {
        return StageNames.isNumber(type) || StageNames.isVector(type) || type instanceof BooleanType;
    }

    @Override
    public FittedStage fit(Interaction stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> interacted(stage, rows));
    }

    private static StageTable interacted(Interaction stage, StageTable table) {
        stage.transformSchema(table.schema()); // what the params must be
        List<InteractionFactor> factors = Arrays.stream(stage.getInputCols())
                .map(table::column)
                .map(InteractionFactor::of)
                .toList();
        String output = stage.getOutputCol();
        return table.with(StageColumn.Vectors.of(
                StageColumn.vectors(output, InteractionAttributes.of(output, table, stage.getInputCols())),
                products(factors, table.numRows())));
    }

    private static FeatureMatrix products(List<InteractionFactor> factors, int rows) {
        int width = 1;
        int most = 1;
        for (InteractionFactor factor : factors) {
            width = Math.multiplyExact(width, factor.width());
            most = Math.multiplyExact(most, factor.length());
        }
        Products products = new Products(factors, most);
        return (long) most * SPARSE_IF_SHORTER <= width
                ? sparse(products, rows, width, most)
                : dense(products, rows, width);
    }

    private static FeatureMatrix dense(Products products, int rows, int width) {
        double[] values = VectorColumns.dense(rows, width);
        for (int row = 0; row < rows; row++) {
            products.compute(row);
            for (int index = 0; index < products.count; index++) {
                values[row * width + products.indices[index]] = products.values[index];
            }
        }
        return FeatureMatrix.dense(rows, width, values);
    }

    private static FeatureMatrix sparse(Products products, int rows, int width, int most) {
        int[] starts = new int[rows + 1];
        double[] values = VectorColumns.dense(rows, most);
        int[] indices = new int[values.length];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            products.compute(row);
            for (int index = 0; index < products.count; index++) {
                if (products.values[index] != 0) {
                    indices[count] = products.indices[index];
                    values[count++] = products.values[index];
                }
            }
            starts[row + 1] = count;
        }
        return FeatureMatrix.sparse(width, starts, Arrays.copyOf(indices, count), Arrays.copyOf(values, count));
    }

    /** The products of one row after the other, in arrays that are used again: from the last factor to the first. */
    private static final class Products {
        private final List<InteractionFactor> factors;
        private int[] indices;
        private double[] values;
        private int[] nextIndices;
        private double[] nextValues;
        private int count;

        Products(List<InteractionFactor> factors, int most) {
            this.factors = factors;
            indices = new int[most];
            values = new double[most];
            nextIndices = new int[most];
            nextValues = new double[most];
        }

        void compute(int row) {
            count = 1;
            indices[0] = 0;
            values[0] = 1;
            int width = 1;
            for (int place = factors.size() - 1; place >= 0; place--) {
                multiply(factors.get(place), row, width);
                width *= factors.get(place).width();
            }
        }

        private void multiply(InteractionFactor factor, int row, int width) {
            int stored = factor.read(row);
            int next = 0;
            for (int active = 0; active < stored; active++) {
                int start = factor.index(active) * width;
                double value = factor.value(active);
                for (int index = 0; index < count; index++) {
                    nextIndices[next] = indices[index] + start;
                    nextValues[next++] = values[index] * value;
                }
            }
            count = next;
            swap();
        }

        private void swap() {
            int[] oldIndices = indices;
            double[] oldValues = values;
            indices = nextIndices;
            values = nextValues;
            nextIndices = oldIndices;
            nextValues = oldValues;
        }
    }
}
