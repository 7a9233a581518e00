package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.VectorSizeHint;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class VectorSizeHintStageTest extends StageContract {

    private static VectorSizeHint hint(int size, String handleInvalid) {
        return new VectorSizeHint().setSize(size).setInputCol(VectorRows.INPUT).setHandleInvalid(handleInvalid);
    }

    private static Dataset<Row> withNull() {
        return VectorRows.of(Vectors.dense(1, 2), null, Vectors.dense(3, 4));
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("vectors of that length", hint(4, "error"), VectorRows.dense()),
                Case.of("vectors of another length", hint(3, "error"), VectorRows.dense()),
                Case.of("another length is skipped", hint(3, "skip"), VectorRows.dense()),
                Case.of("a null is an error", hint(2, "error"), withNull()),
                Case.of("a null is skipped", hint(2, "skip"), withNull()),
                Case.of("a null is not looked at", hint(2, "optimistic"), withNull()),
                Case.of("the length is known", hint(2, "optimistic"), VectorRows.assembled()),
                Case.of("the length is known and checked", hint(2, "error"), VectorRows.assembled()),
                Case.of("another length is known", hint(3, "skip"), VectorRows.assembled()),
                Case.of("sparse vectors", hint(4, "skip"), VectorRows.sparse()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of numbers", hint(1, "error").setInputCol("x"), doubles("x", 1.0)));
    }
}
