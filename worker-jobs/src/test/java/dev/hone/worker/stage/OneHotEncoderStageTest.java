package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

class OneHotEncoderStageTest extends StageContract {
    private static OneHotEncoder encoder(String handleInvalid, boolean dropLast) {
        return new OneHotEncoder("encoder")
                .setInputCols(new String[] {"i"})
                .setOutputCols(new String[] {"v"})
                .setHandleInvalid(handleInvalid)
                .setDropLast(dropLast);
    }

    private static Dataset<Row> indexed(String handleInvalid) {
        StringIndexer indexer =
                new StringIndexer().setInputCol("x").setOutputCol("i").setHandleInvalid(handleInvalid);
        return only(after(texts("x", "b", "a", "a", "", "b", "c", "c", "c"), indexer), "i");
    }

    private static Dataset<Row> plain() {
        return doubles("i", 0.0, 2.0, 1.0, 1.0, 0.0, 2.0, 0.0);
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String rule : List.of("error", "keep")) {
            for (boolean dropLast : new boolean[] {true, false}) {
                String name = ", " + rule + (dropLast ? ", without the last" : "");
                cases.add(Case.of("attributes" + name, encoder(rule, dropLast), indexed("error")));
                cases.add(Case.of(
                        "attributes of an indexer that keeps" + name, encoder(rule, dropLast), indexed("keep")));
                cases.add(Case.of("largest index" + name, encoder(rule, dropLast), plain()));
                cases.add(Case.of("unseen index" + name, encoder(rule, dropLast), doubles("i", 0.0, 1.0, 2.0)));
                cases.add(Case.of("negative index" + name, encoder(rule, dropLast), doubles("i", 0.0, 1.0, -1.0)));
                cases.add(Case.of("null" + name, encoder(rule, dropLast), doubles("i", 0.0, 1.0, null)));
                cases.add(Case.of("NaN" + name, encoder(rule, dropLast), doubles("i", 0.0, 1.0, Double.NaN)));
                cases.add(Case.of("constant column" + name, encoder(rule, dropLast), doubles("i", 0.0, 0.0, 0.0)));
                cases.add(Case.of("one row" + name, encoder(rule, dropLast), doubles("i", 3.0)));
            }
        }
        cases.add(Case.of("no index", encoder("error", true), doubles("i", 0.0, 1.5, 1.0)));
        cases.add(Case.of(
                "whole numbers",
                encoder("error", false),
                rows(column("i", DataTypes.IntegerType), new Object[] {0}, new Object[] {2}, new Object[] {1})));
        return cases;
    }
}
