package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.StopWordsRemover;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

class StopWordsRemoverStageTest extends StageContract {

    private static StopWordsRemover remover() {
        return new StopWordsRemover().setInputCol("words").setOutputCol("kept");
    }

    private static Dataset<Row> documents() {
        return tokens(
                "words",
                row("The", "fox", "and", "the", "dog"),
                row(),
                row("the"),
                row("I", "saw", null, ""),
                row("fox", "THE", "TITLE", "title"));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("many documents", remover(), RandomDocuments.tokens("words")),
                Case.of("English words", remover(), documents()),
                Case.of("case matters", remover().setCaseSensitive(true), documents()),
                Case.of("own words", remover().setStopWords(new String[] {"FOX", "", "fox"}), documents()),
                Case.of(
                        "own words in their case",
                        remover().setCaseSensitive(true).setStopWords(new String[] {"FOX", "The"}),
                        documents()),
                Case.of("null is a word", remover().setStopWords(new String[] {null, "the"}), documents()),
                Case.of(
                        "null is a word where case matters",
                        remover().setStopWords(new String[] {null, "the"}).setCaseSensitive(true),
                        documents()),
                Case.of("no word", remover().setStopWords(new String[0]), documents()),
                Case.of(
                        "letters of a language",
                        remover().setLocale("tr").setStopWords(new String[] {"TITLE"}),
                        documents()),
                Case.of("one row", remover(), tokens("words", row("the", "end"))),
                Case.of("null", remover(), tokens("words", row("a"), null)),
                Case.of(
                        "several columns",
                        new StopWordsRemover()
                                .setInputCols(new String[] {"a", "b"})
                                .setOutputCols(new String[] {"x", "y"}),
                        rows(
                                new StructType()
                                        .add("a", StageColumn.Tokens.TYPE)
                                        .add("b", StageColumn.Tokens.TYPE),
                                new Object[] {row("the", "fox"), row("a", "dog")},
                                new Object[] {row(), row("is")})));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("text", remover(), texts("words", "a b")));
    }
}
