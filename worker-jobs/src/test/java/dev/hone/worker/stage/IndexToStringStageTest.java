package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

class IndexToStringStageTest extends StageContract {

    private static IndexToString labels(@Nullable String... labels) {
        return new IndexToString().setInputCol("index").setOutputCol("label").setLabels(labels);
    }

    private static Dataset<Row> indexed() {
        return after(
                texts("text", "a", "b", "a", "", "c"),
                new StringIndexer().setInputCol("text").setOutputCol("index"));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("labels of its own", labels("x", "y", ""), doubles("index", 0.0, 1.0, 2.0, 0.0, -0.0)),
                Case.of("a label that comes twice, and null", labels("x", null, "x"), doubles("index", 0.0, 1.0, 2.0)),
                Case.of("parts of numbers are cut off", labels("x", "y"), doubles("index", 0.9, 1.5, -0.9)),
                Case.of(
                        "labels of the column",
                        new IndexToString().setInputCol("index").setOutputCol("label"),
                        indexed()),
                Case.of("its own rather than the column's", labels("k", "l", "m", "n"), indexed()),
                Case.of("none rather than the column's", labels(), indexed()),
                Case.of(
                        "ints",
                        labels("x", "y"),
                        rows(column("index", DataTypes.IntegerType), new Object[] {1}, new Object[] {0})),
                Case.of("one row", labels("x"), doubles("index", 0.0)),
                Case.of("too large", labels("x", "y"), doubles("index", 0.0, 2.0)),
                Case.of("negative", labels("x", "y"), doubles("index", 0.0, -1.0)),
                Case.of("null", labels("x", "y"), doubles("index", 0.0, null)));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("text", labels("a"), texts("index", "0")));
    }
}
