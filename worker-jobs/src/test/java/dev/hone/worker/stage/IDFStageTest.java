package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

class IDFStageTest extends StageContract {

    private static IDF idf() {
        return new IDF().setInputCol("counts").setOutputCol("features");
    }

    private static Dataset<Row> vectors(@Nullable Vector... vectors) {
        return rows(
                column("counts", new VectorUDT()),
                Arrays.stream(vectors).map(vector -> new Object[] {vector}).toArray(Object[][]::new));
    }

    private static Vector sparse(int[] indices, double... values) {
        return Vectors.sparse(5, indices, values);
    }

    private static Dataset<Row> sparse() {
        return vectors(
                sparse(new int[] {0, 2, 3}, 1, 2, 1),
                sparse(new int[] {0, 3}, 3, 0.5),
                sparse(new int[] {1, 3}, 1, 4),
                sparse(new int[] {}),
                sparse(new int[] {0, 3}, 1, Double.NaN));
    }

    private static Dataset<Row> dense() {
        return vectors(
                Vectors.dense(1, 0, 2, 5),
                Vectors.dense(0, -1, 2, 5),
                Vectors.dense(1, 7, 0, 5),
                Vectors.dense(0, 0, Double.NaN, 5),
                Vectors.dense(3, 0, 1, Double.POSITIVE_INFINITY));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of(
                        "many documents",
                        idf().setMinDocFreq(2),
                        after(
                                RandomDocuments.tokens("words"),
                                new HashingTF()
                                        .setInputCol("words")
                                        .setOutputCol("counts")
                                        .setNumFeatures(1024))),
                Case.of("sparse vectors", idf(), sparse()),
                Case.of("sparse vectors, seldom features", idf().setMinDocFreq(2), sparse()),
                Case.of("dense vectors", idf(), dense()),
                Case.of("dense vectors, seldom features", idf().setMinDocFreq(3), dense()),
                Case.of(
                        "a feature of every vector",
                        idf(),
                        vectors(sparse(new int[] {0, 1}, 1, 2), sparse(new int[] {0}, 1), sparse(new int[] {0}, 2))),
                Case.of("one row", idf(), vectors(Vectors.dense(1, 0))),
                Case.of("no row", idf(), vectors(Vectors.dense(1, 0)).limit(0)),
                Case.of("null in the fit", idf(), vectors(Vectors.dense(1), null)),
                Case.of("null that is not fitted on", idf(), vectors(Vectors.dense(1), Vectors.dense(0), null)),
                Case.of("a model", idf().fit(sparse()), sparse()),
                Case.of("a model on dense vectors", idf().fit(dense()), dense()),
                Case.of(
                        "hashed tokens",
                        idf(),
                        after(
                                tokens("words", row("a", "b"), row("a"), row("a", "c"), row()),
                                new HashingTF().setInputCol("words").setOutputCol("counts"))));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("text", idf(), texts("counts", "a")));
    }
}
