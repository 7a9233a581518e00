package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

class CountVectorizerStageTest extends StageContract {

    private static CountVectorizer counting() {
        return new CountVectorizer().setInputCol("words").setOutputCol("counts");
    }

    private static CountVectorizerModel model(@Nullable String... vocabulary) {
        return new CountVectorizerModel(vocabulary).setInputCol("words").setOutputCol("counts");
    }

    /** Ties of counts; terms of the third and sixth row only are not seen in the fit. */
    private static Dataset<Row> documents() {
        return tokens(
                "words",
                row("b", "a", "b", "c", "b", "é"),
                row("a", "c", "", "z", "B"),
                row("unseen", "b", "b", null, "b"),
                row(),
                row("a", "a", "d", "e"),
                row("also", "unseen"),
                row("b", "z"));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("many documents", counting(), RandomDocuments.tokens("words")),
                Case.of(
                        "many documents, a part of their terms",
                        counting().setMinDF(3).setMaxDF(0.5).setVocabSize(400).setMinTF(0.03),
                        RandomDocuments.tokens("words")),
                Case.of("as it is by default", counting(), documents()),
                Case.of("terms of two documents", counting().setMinDF(2), documents()),
                Case.of("terms of half of the documents", counting().setMinDF(0.5), documents()),
                Case.of("no term of more than two documents", counting().setMaxDF(2), documents()),
                Case.of("no term of more than half of them", counting().setMaxDF(0.5), documents()),
                Case.of("neither seldom nor often", counting().setMinDF(0.3).setMaxDF(2), documents()),
                Case.of("a small vocabulary, ties at its end", counting().setVocabSize(4), documents()),
                Case.of("terms that come twice in a document", counting().setMinTF(2), documents()),
                Case.of("terms that are a third of a document", counting().setMinTF(1.0 / 3), documents()),
                Case.of("1 where a term comes often", counting().setBinary(true).setMinTF(2), documents()),
                Case.of("no term is left", counting().setMinDF(100), documents()),
                Case.of("documents without terms", counting(), tokens("words", row(), row(), row("a"))),
                Case.of("one row", counting(), tokens("words", row("a", "b", "a"))),
                Case.of("most below least", counting().setMinDF(3).setMaxDF(2), documents()),
                Case.of("most below least, as shares", counting().setMinDF(0.9).setMaxDF(2), documents()),
                Case.of("null in the fit", counting(), tokens("words", row("a"), null)),
                Case.of("null that is not fitted on", counting(), tokens("words", row("a"), row("b"), null)),
                Case.of("a model", model("z", "a", "", "none"), documents()),
                Case.of("a model as 1", model("z", "b").setBinary(true).setMinTF(0.4), documents()),
                Case.of("a model, null", model("a"), tokens("words", row("a"), null)));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("text", counting(), texts("words", "a")),
                Case.of("a model that has a term twice", model("a", "b", "a"), documents()),
                Case.of("a model that has null", model("a", null), documents()));
    }
}
