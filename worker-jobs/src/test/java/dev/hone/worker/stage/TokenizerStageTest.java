package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class TokenizerStageTest extends StageContract {

    private static Tokenizer tokenizer() {
        return new Tokenizer().setInputCol("text").setOutputCol("words");
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("many documents", tokenizer(), RandomDocuments.texts("text")),
                Case.of(
                        "any white space, upper case, signs, other scripts",
                        tokenizer(),
                        texts(
                                "text",
                                "The quick  brown\tfox",
                                "the END.",
                                "Straße İstanbul ПРИВЕТ 😀",
                                "a\u00a0b",
                                "x\ny")),
                Case.of(
                        "empty text, blanks only, blanks around",
                        tokenizer(),
                        texts("text", "", " ", "   ", " a", "a ", "  a  b  ")),
                Case.of(
                        "text that comes again",
                        tokenizer(),
                        texts("text", "a b a", "c", "a b a", "c", "", "", "a b a")),
                Case.of("one row", tokenizer(), texts("text", "One row")),
                Case.of("no row", tokenizer(), texts("text", "One row").limit(0)),
                Case.of("null in a row", tokenizer(), texts("text", "a", null, "b")));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("a name that is not the column's", tokenizer(), texts("Text", "a")),
                Case.of("numbers", tokenizer(), rows(new StructType().add("text", DataTypes.IntegerType), new Object[] {
                    1
                })));
    }
}
