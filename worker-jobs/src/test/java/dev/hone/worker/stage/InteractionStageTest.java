package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class InteractionStageTest extends StageContract {

    private static Interaction interaction(String... inputs) {
        return new Interaction().setInputCols(inputs).setOutputCol("product");
    }

    /** Numbers x, y and n; a nominal column and its one-hot vector; and a vector of x and y, or of them all. */
    private static Dataset<Row> table() {
        StructType columns = new StructType()
                .add("x", DataTypes.DoubleType)
                .add("y", DataTypes.DoubleType)
                .add("n", DataTypes.IntegerType)
                .add("color", DataTypes.StringType)
                .add("is", DataTypes.BooleanType);
        return after(
                rows(
                        columns,
                        new Object[] {1.5, 2.0, 3, "red", true},
                        new Object[] {-2.0, 0.25, 1, "blue", false},
                        new Object[] {4.0, 8.0, 2, "red", true},
                        new Object[] {0.5, -1.0, 5, "green", true},
                        new Object[] {3.0, Double.NaN, 7, "blue", false}),
                new Pipeline().setStages(new PipelineStage[] {
                    new StringIndexer().setInputCol("color").setOutputCol("code"),
                    new OneHotEncoder().setInputCol("code").setOutputCol("hot"),
                    assembler("pair", "x", "y"),
                    assembler("mixed", "x", "code", "n").setHandleInvalid("keep")
                }));
    }

    private static VectorAssembler assembler(String output, String... inputs) {
        return new VectorAssembler().setInputCols(inputs).setOutputCol(output).setHandleInvalid("keep");
    }

    private static Dataset<Row> withNull() {
        return rows(
                new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType),
                new Object[] {1.0, 2.0},
                new Object[] {null, 3.0});
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("two numbers", interaction("x", "n"), table()),
                Case.of("a nominal column and a number", interaction("code", "x"), table()),
                Case.of("a nominal column and a vector", interaction("pair", "code"), table()),
                Case.of("two vectors", interaction("hot", "pair"), table()),
                Case.of("three inputs", interaction("code", "pair", "n"), table()),
                Case.of("mostly zeros", interaction("code", "hot", "color2"), twice()),
                Case.of("one input", interaction("pair"), table()),
                Case.of("a column of booleans", interaction("is", "x"), table()),
                Case.of("a null", interaction("x", "y"), withNull()),
                Case.of(
                        "a vector without attributes",
                        interaction("v"),
                        rows(column("v", new VectorUDT()), new Object[] {Vectors.dense(1, 2)})));
    }

    /** With the nominal column once more. */
    private static Dataset<Row> twice() {
        return table().withColumn("color2", org.apache.spark.sql.functions.col("code"));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("a column of text", interaction("color", "x"), table()),
                Case.of("an output that is there", interaction("x", "y").setOutputCol("pair"), table()));
    }
}
