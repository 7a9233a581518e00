package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class VectorAssemblerStageTest extends StageContract {
    private static VectorAssembler assembler(String handleInvalid, String... inputs) {
        return new VectorAssembler("assembler")
                .setInputCols(inputs)
                .setOutputCol("v")
                .setHandleInvalid(handleInvalid);
    }

    private static final StructType NUMBERS = new StructType()
            .add("d", DataTypes.DoubleType)
            .add("i", DataTypes.IntegerType)
            .add("b", DataTypes.BooleanType);

    private static Dataset<Row> numbers() {
        return rows(
                NUMBERS,
                new Object[] {1.5, 2, true},
                new Object[] {-0.0, 0, false},
                new Object[] {0.0, -7, true},
                new Object[] {Double.POSITIVE_INFINITY, 3, false});
    }

    private static Dataset<Row> withNulls() {
        return rows(
                NUMBERS,
                new Object[] {1.5, 2, true},
                new Object[] {1.0, 0, null},
                new Object[] {Double.NaN, 1, true},
                new Object[] {2.0, null, false},
                new Object[] {null, 1, false});
    }

    private static Dataset<Row> withNaN() {
        return rows(NUMBERS, new Object[] {1.5, 2, true}, new Object[] {Double.NaN, null, true});
    }

    private static Dataset<Row> vectors(StructType schema) {
        return rows(
                schema,
                new Object[] {1.0, Vectors.sparse(9, new int[] {1, 8}, new double[] {2, -1})},
                new Object[] {0.0, Vectors.sparse(9, new int[0], new double[0])},
                new Object[] {2.0, Vectors.dense(0, 0, 0, 0, 1, 0, 0, Double.NaN, 0)});
    }

    private static StructType plain() {
        return new StructType().add("d", DataTypes.DoubleType).add("w", new VectorUDT());
    }

    private static StructType sized() {
        return new StructType().add("d", DataTypes.DoubleType).add(new AttributeGroup("w", 9).toStructField());
    }

    private static Dataset<Row> indexed() {
        return after(
                texts("x", "b", "a", "a", "", "b"),
                new StringIndexer().setInputCol("x").setOutputCol("i"));
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String rule : List.of("error", "skip", "keep")) {
            cases.add(Case.of("numbers, " + rule, assembler(rule, "d", "i", "b"), numbers()));
            cases.add(Case.of("nulls, " + rule, assembler(rule, "d", "i", "b"), withNulls()));
            cases.add(Case.of("NaN, " + rule, assembler(rule, "d", "i", "b"), withNaN()));
            cases.add(Case.of("vectors, " + rule, assembler(rule, "d", "w"), vectors(plain())));
            cases.add(Case.of("vectors of a known length, " + rule, assembler(rule, "w", "d"), vectors(sized())));
            cases.add(Case.of("a column twice, " + rule, assembler(rule, "d", "d"), numbers()));
            cases.add(Case.of("one row, " + rule, assembler(rule, "d"), doubles("d", 1.0)));
        }
        cases.add(Case.of("nominal attributes", assembler("error", "i"), indexed()));
        cases.add(Case.of(
                "attributes of vectors",
                assembler("error", "u", "i"),
                after(
                        indexed(),
                        new VectorAssembler()
                                .setInputCols(new String[] {"i", "i"})
                                .setOutputCol("u"))));
        return cases;
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("text", assembler("error", "x"), texts("x", "a")));
    }
}
