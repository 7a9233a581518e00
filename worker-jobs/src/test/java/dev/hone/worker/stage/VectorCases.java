package dev.hone.worker.stage;

import static dev.hone.worker.stage.StageContract.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns of vectors that stages on vectors are tried on, all named {@code x}. */
final class VectorCases {
    private VectorCases() {}

    /** The stage on dense and sparse vectors, on constant elements, on one row, and behind attributes. */
    static List<StageContract.Case> of(String name, PipelineStage stage) {
        return List.of(
                StageContract.Case.of(name + ", dense", stage, dense()),
                StageContract.Case.of(name + ", sparse", stage, sparse()),
                StageContract.Case.of(name + ", constant elements", stage, constant()),
                StageContract.Case.of(name + ", one row", stage, column(plain(), Vectors.dense(1.5, 0, -2))),
                StageContract.Case.of(name + ", attributes", stage, attributed()));
    }

    static Dataset<Row> dense() {
        Random random = new Random(7);
        return column(
                plain(),
                IntStream.range(0, 20)
                        .mapToObj(row -> Vectors.dense(
                                random.nextGaussian(),
                                10 + 1e-3 * random.nextGaussian(),
                                row % 4,
                                -random.nextDouble()))
                        .toArray(Vector[]::new));
    }

    static Dataset<Row> sparse() {
        Random random = new Random(8);
        return column(
                plain(),
                IntStream.range(0, 20)
                        .mapToObj(row -> Vectors.sparse(
                                12, new int[] {row % 5, 5 + row % 7}, new double[] {random.nextGaussian(), row}))
                        .toArray(Vector[]::new));
    }

    static Dataset<Row> constant() {
        Vector vector = Vectors.dense(3, 0, -1);
        return column(plain(), vector, vector, vector, vector);
    }

    private static Dataset<Row> attributed() {
        return column(
                new AttributeGroup("x", 2).toStructField(),
                Vectors.dense(1, 2),
                Vectors.dense(3, 5),
                Vectors.dense(-1, 0),
                Vectors.dense(0, 1));
    }

    static StructField plain() {
        return DataTypes.createStructField("x", new VectorUDT(), true);
    }

    static Dataset<Row> column(StructField field, Vector... vectors) {
        return rows(
                new StructType().add(field),
                Arrays.stream(vectors).map(vector -> new Object[] {vector}).toArray(Object[][]::new));
    }
}
