package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.RegexTokenizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class RegexTokenizerStageTest extends StageContract {

    private static RegexTokenizer tokenizer() {
        return new RegexTokenizer().setInputCol("text").setOutputCol("words");
    }

    private static Dataset<Row> documents() {
        return texts(
                "text", "The quick, brown fox", "", "  two  blanks ", "x", "The quick, brown fox", "ÄB c-d e_f", ",");
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of(
                        "many documents",
                        tokenizer().setPattern("[a-z]+").setGaps(false),
                        RandomDocuments.texts("text")),
                Case.of("as it is by default", tokenizer(), documents()),
                Case.of("split at a pattern", tokenizer().setPattern("\\W"), documents()),
                Case.of(
                        "what the pattern matches",
                        tokenizer().setPattern("\\w+").setGaps(false),
                        documents()),
                Case.of("tokens that are long enough", tokenizer().setMinTokenLength(3), documents()),
                Case.of(
                        "empty tokens are kept",
                        tokenizer().setMinTokenLength(0).setPattern("[ ,]"),
                        documents()),
                Case.of("upper case is kept", tokenizer().setToLowercase(false), documents()),
                Case.of("null", tokenizer(), texts("text", "a", null)),
                Case.of("a pattern that is none", tokenizer().setPattern("("), documents()),
                Case.of("null where case is kept", tokenizer().setToLowercase(false), texts("text", "a", null)),
                Case.of(
                        "null and what a pattern matches",
                        tokenizer().setToLowercase(false).setGaps(false),
                        texts("text", "a", null)));
    }
}
