package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class StringIndexerStageTest extends StageContract {
    private static StringIndexer indexer(String handleInvalid) {
        return new StringIndexer("indexer").setInputCol("x").setOutputCol("i").setHandleInvalid(handleInvalid);
    }

    /** Every third row, which no indexer is fitted on, has texts of its own. */
    private static Dataset<Row> known() {
        return texts("x", "b", "a", "a", "", "é", "b", "Z", "", "", "a", "z", "a");
    }

    private static Dataset<Row> unseen() {
        return texts("x", "b", "a", "new", "", "a", "b");
    }

    private static Dataset<Row> withNulls() {
        return texts("x", "b", null, "a", "a", "b", null, null, "a", "b");
    }

    private static Dataset<Row> numbers() {
        StructType schema = new StructType()
                .add("d", DataTypes.DoubleType)
                .add("f", DataTypes.FloatType)
                .add("l", DataTypes.LongType);
        return rows(
                schema,
                new Object[] {1.0, 0.1f, 12345678901L},
                new Object[] {Double.NaN, 0.1f, -1L},
                new Object[] {1.0, 0.5f, null},
                new Object[] {-0.0, null, -1L},
                new Object[] {0.0, 1e10f, 7L},
                new Object[] {1e-5, Float.NaN, 8L});
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String order : List.of("frequencyDesc", "frequencyAsc", "alphabetDesc", "alphabetAsc")) {
            cases.add(Case.of(order, indexer("error").setStringOrderType(order), known()));
        }
        for (String rule : List.of("error", "skip", "keep")) {
            cases.add(Case.of("unseen text, " + rule, indexer(rule), unseen()));
            cases.add(Case.of("nulls, " + rule, indexer(rule), withNulls()));
            cases.add(Case.of("one row, " + rule, indexer(rule), texts("x", "a")));
            cases.add(Case.of("nothing but nulls, " + rule, indexer(rule), texts("x", null, null, "a")));
        }
        for (String rule : List.of("skip", "keep")) {
            StringIndexer several = new StringIndexer("indexer")
                    .setInputCols(new String[] {"d", "f", "l"})
                    .setOutputCols(new String[] {"a", "b", "c"})
                    .setHandleInvalid(rule);
            cases.add(Case.of("numbers, " + rule, several, numbers()));
        }
        cases.add(Case.of("constant column", indexer("error"), texts("x", "a", "a", "a", "a")));
        return cases;
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column that is not there", indexer("keep").setInputCol("none"), known()));
    }
}
