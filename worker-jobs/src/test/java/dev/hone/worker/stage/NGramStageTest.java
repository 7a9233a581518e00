package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class NGramStageTest extends StageContract {

    private static NGram grams(int length) {
        return new NGram().setN(length).setInputCol("words").setOutputCol("grams");
    }

    private static Dataset<Row> documents() {
        return tokens(
                "words",
                row("a", "b", "c", "a", "b"),
                row(),
                row("a"),
                row("a b", "c"),
                row("a", "b c"),
                row("", "", null, "null"),
                row("a", "b", "c", "d", "e", "f"));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("many documents", grams(2), RandomDocuments.tokens("words")),
                Case.of("pairs", grams(2), documents()),
                Case.of("single tokens", grams(1), documents()),
                Case.of("triples", grams(3), documents()),
                Case.of("longer than most documents", grams(6), documents()),
                Case.of("longer than any document", grams(9), documents()),
                Case.of("one row", grams(2), tokens("words", row("a", "b"))),
                Case.of("null", grams(2), tokens("words", row("a", "b"), null)));
    }
}
