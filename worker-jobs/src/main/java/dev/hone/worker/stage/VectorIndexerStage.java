package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorIndexer;
import org.apache.spark.ml.feature.VectorIndexerModel;
import org.apache.spark.sql.types.StructType;

/** {@code VectorIndexer}: features of few distinct values become categories. */
final class VectorIndexerStage implements TaskStage<VectorIndexer> {
    @Override
    public Class<VectorIndexer> type() {
        return VectorIndexer.class;
    }

    @Override
    public boolean covers(VectorIndexer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(VectorIndexer stage, StageTable table, int[] training) {
        FeatureMatrix matrix =
                VectorColumns.complete(table, stage.getInputCol(), training).matrix();
        VectorIndexerModel model = StageModels.finished(
                stage,
                new VectorIndexerModel(
                        stage.uid(),
                        matrix.numFeatures(),
                        CategoryStatistics.of(matrix, training, stage.getMaxCategories())));
        List<FeatureCategories> categories = FeatureCategories.of(model);
        return StageModels.applied(model, rows -> indexed(model, categories, rows));
    }

    private static StageTable indexed(VectorIndexerModel model, List<FeatureCategories> categories, StageTable table) {
        StageColumn.Vectors input = VectorScaling.requireValid(table.vectors(model.getInputCol()));
        BitSet invalid = new BitSet();
        Indexing indexing = new Indexing(categories, model.getHandleInvalid(), invalid);
        StageTable result = table.with(StageColumn.Vectors.of(
                StageModels.output(model, table, model.getOutputCol()),
                input.matrix().byLayout(indexing::dense, indexing::sparse)));
        return invalid.isEmpty()
                ? result
                : result.select(IntStream.range(0, table.numRows())
                        .filter(row -> !invalid.get(row))
                        .toArray());
    }

    /**
     * Puts the index of its category in the place of each value.
     *
     * @param handleInvalid what to do with values without a category
     * @param invalid set to the rows that are to be dropped
     */
    private record Indexing(List<FeatureCategories> categories, String handleInvalid, BitSet invalid) {

        FeatureMatrix dense(FeatureMatrix.Dense matrix) {
            FeatureMatrix.Dense copy = MatrixRows.dense(matrix);
            for (int row = 0; row < matrix.numRows(); row++) {
                for (FeatureCategories known : categories) {
                    int at = matrix.start(row) + known.feature();
                    if (matrix.values()[at] == 0 && !known.hasZero()) {
                        SparkLayout.requireAsStored(matrix, row);
                    }
                    copy.values()[at] = index(known, matrix.values()[at], row);
                }
            }
            return copy;
        }

        /** Zeros that are not stored stay zero, be it a category or not. */
        FeatureMatrix sparse(FeatureMatrix.Sparse matrix) {
            FeatureCategories[] byFeature = new FeatureCategories[matrix.numFeatures()];
            categories.forEach(known -> byFeature[known.feature()] = known);
            long withoutZero =
                    categories.stream().filter(known -> !known.hasZero()).count();
            double[] values = matrix.values().clone();
            for (int row = 0; row < matrix.numRows(); row++) {
                int stored = 0;
                for (int at = matrix.start(row); at < matrix.start(row + 1); at++) {
                    FeatureCategories known = byFeature[matrix.indices()[at]];
                    if (known != null) {
                        values[at] = index(known, values[at], row);
                        stored += known.hasZero() ? 0 : 1;
                    }
                }
                if (stored < withoutZero) {
                    SparkLayout.requireAsStored(matrix, row);
                }
            }
            return FeatureMatrix.sparse(matrix.numFeatures(), matrix.starts(), matrix.indices(), values);
        }

        private double index(FeatureCategories known, double value, int row) {
            int index = known.indexOf(value);
            if (index != FeatureCategories.NONE) {
                return index;
            }
            return switch (handleInvalid) {
                case "keep" -> known.number();
                case "skip" -> {
                    invalid.set(row);
                    yield value;
                }
                default ->
                    throw StageFailedException.of("VectorIndexer encountered invalid value " + value
                            + " on feature index " + known.feature()
                            + ". To handle or skip invalid value, try setting VectorIndexer.handleInvalid.");
            };
        }
    }
}
