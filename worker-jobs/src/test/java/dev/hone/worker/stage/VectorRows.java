package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows with a column {@code v} of vectors, for tests of stages. */
final class VectorRows {
    static final String INPUT = "v";

    /** Positive, negative, constant and mostly zero features; the last row is not trained on. */
    private static final double[][] VALUES = {
        {1.5, -2, 7, 0},
        {-0.25, 3, 7, 0},
        {1e3, 0, 7, 5},
        {0, 0, 7, 0},
        {2.125, 1e-3, 7, 0},
        {-7, 11, 7, -3},
        {3.3, 4.4, 7, 0},
        {0.1, 0.2, 7, 0},
        {1e6, -1e6, 7, 1}
    };

    private VectorRows() {}

    static Dataset<Row> of(@Nullable Vector... vectors) {
        return StageContract.rows(
                StageContract.column(INPUT, new VectorUDT()),
                Arrays.stream(vectors).map(vector -> new Object[] {vector}).toArray(Object[][]::new));
    }

    static Dataset<Row> of(double[]... rows) {
        return of(Arrays.stream(rows).map(Vectors::dense).toArray(Vector[]::new));
    }

    static Dataset<Row> dense() {
        return of(VALUES);
    }

    static Dataset<Row> sparse() {
        return of(Arrays.stream(VALUES)
                .map(row -> (Vector) Vectors.dense(row).toSparse())
                .toArray(Vector[]::new));
    }

    static Dataset<Row> oneRow() {
        return of(VALUES[0]);
    }

    /** As {@code VectorAssembler} leaves them: columns a and b, and their vector with the attributes of both. */
    static Dataset<Row> assembled() {
        StructType columns = new StructType().add("a", DataTypes.DoubleType).add("b", DataTypes.DoubleType);
        Object[][] values =
                Arrays.stream(VALUES).map(row -> new Object[] {row[0], row[1]}).toArray(Object[][]::new);
        return StageContract.after(
                StageContract.rows(columns, values),
                new VectorAssembler().setInputCols(new String[] {"a", "b"}).setOutputCol(INPUT));
    }

    /** With a missing value in a row that is trained on, and in another. */
    static Dataset<Row> withNaN() {
        return of(new double[][] {{1, 2}, {Double.NaN, 3}, {4, Double.NaN}, {-1, 0.5}, {0.25, 9}});
    }
}
