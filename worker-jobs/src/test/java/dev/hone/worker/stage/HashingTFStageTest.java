package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.Tokenizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

class HashingTFStageTest extends StageContract {

    private static HashingTF hashing() {
        return new HashingTF().setInputCol("words").setOutputCol("counts");
    }

    private static Dataset<Row> documents() {
        return tokens(
                "words",
                row("a", "b", "a", "c", "a", "é"),
                row(),
                row("b"),
                row("", null, "null", null),
                row("the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("many documents", hashing().setNumFeatures(4096), RandomDocuments.tokens("words")),
                Case.of("2^18 features", hashing(), documents()),
                Case.of("1 where a token comes often", hashing().setBinary(true), documents()),
                Case.of("tokens that share a feature", hashing().setNumFeatures(3), documents()),
                Case.of(
                        "tokens that share a feature, as 1",
                        hashing().setNumFeatures(3).setBinary(true),
                        documents()),
                Case.of("one feature", hashing().setNumFeatures(1), documents()),
                Case.of("one row", hashing(), tokens("words", row("a"))),
                Case.of("null", hashing(), tokens("words", row("a"), null)),
                Case.of(
                        "tokens of a tokenizer",
                        hashing().setNumFeatures(1000),
                        after(
                                texts("text", "The fox", "the dog the", ""),
                                new Tokenizer().setInputCol("text").setOutputCol("words"))));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of(
                "arrays of numbers",
                hashing(),
                rows(
                        column("words", DataTypes.createArrayType(DataTypes.IntegerType)),
                        new Object[] {new Integer[] {1, 2}})));
    }
}
