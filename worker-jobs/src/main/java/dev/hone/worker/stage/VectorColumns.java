package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Transformer;

/** Columns of vectors without nulls, and stages that make one of another row by row. */
final class VectorColumns {
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private VectorColumns() {}

    /**
     * A model, or a stage that does not learn, that makes one column of vectors of another.
     *
     * @param mapping the matrix of the output, of as many rows; keeps its argument as it is
     */
    static FittedStage mapped(Transformer model, String input, String output, UnaryOperator<FeatureMatrix> mapping) {
        return StageModels.applied(
                model,
                rows -> rows.with(StageColumn.Vectors.of(
                        StageModels.output(model, rows, output),
                        mapping.apply(
                                VectorScaling.requireValid(rows.vectors(input)).matrix()))));
    }

    /**
     * The column of that name.
     *
     * @throws StageFailedException if a vector of these rows is null
     */
    static StageColumn.Vectors complete(StageTable table, String name, int[] rows) {
        StageColumn.Vectors column = table.vectors(name);
        if (!column.nulls().isEmpty()) {
            for (int row : rows) {
                if (column.isNull(row)) {
                    throw StageFailedException.of("Column " + name + " must not be null");
                }
            }
        }
        return column;
    }

    /**
     * The array of a dense matrix, still empty.
     *
     * @throws StageFailedException if an array cannot hold as many values
     */
    static double[] dense(int rows, int columns) {
        long length = (long) rows * columns;
        if (length > MOST_VALUES) {
            throw tooLarge(rows, columns);
        }
        return new double[(int) length];
    }

    /** What is thrown where a matrix does not fit arrays. */
    static StageFailedException tooLarge(long rows, long columns) {
        return new StageFailedException(new IllegalArgumentException("A matrix in memory holds at most " + MOST_VALUES
                + " values (rows: " + rows + ", columns: " + columns + ")"));
    }
}
