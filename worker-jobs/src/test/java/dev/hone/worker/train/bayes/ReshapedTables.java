package dev.hone.worker.train.bayes;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.ContractTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Tables with other features: naive Bayes of counts refuses negative ones, that of zeros and ones most others. */
final class ReshapedTables {
    private ReshapedTables() {}

    static List<ContractTable> of(List<ContractTable> tables, DoubleUnaryOperator shape) {
        return tables.stream()
                .map(table -> new ContractTable(table.name(), of(table.rows(), shape)))
                .toList();
    }

    private static RowView of(RowView rows, DoubleUnaryOperator shape) {
        TrainingData data = rows.data();
        TrainingData.Builder builder = TrainingData.builder(of(data.features(), shape))
                .classLabels(data.labels(), data.numClasses(), data.labelNames());
        if (data.hasWeights()) {
            builder.weights(
                    IntStream.range(0, data.numRows()).mapToDouble(data::weight).toArray());
        }
        return new RowView(
                builder.build(), IntStream.range(0, rows.size()).map(rows::row).toArray());
    }

    private static FeatureMatrix of(FeatureMatrix features, DoubleUnaryOperator shape) {
        return features instanceof FeatureMatrix.Dense dense
                ? FeatureMatrix.dense(dense.numRows(), dense.numFeatures(), of(dense.values(), shape))
                : of((FeatureMatrix.Sparse) features, shape);
    }

    private static FeatureMatrix of(FeatureMatrix.Sparse sparse, DoubleUnaryOperator shape) {
        return FeatureMatrix.sparse(
                sparse.numFeatures(), sparse.starts(), sparse.indices(), of(sparse.values(), shape));
    }

    private static double[] of(double[] values, DoubleUnaryOperator shape) {
        return Arrays.stream(values).map(shape).toArray();
    }
}
