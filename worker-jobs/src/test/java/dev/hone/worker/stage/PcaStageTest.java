package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.Vectors;

class PcaStageTest extends StageContract {
    private static PCA pca(int k) {
        return new PCA("pca").setInputCol("x").setOutputCol("y").setK(k);
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int k = 1; k <= 4; k++) {
            cases.add(Case.of("dense, k " + k, pca(k), VectorCases.dense()));
        }
        cases.add(Case.of("sparse", pca(3), VectorCases.sparse()).within(1e-12));
        cases.add(Case.of("constant elements", pca(2), VectorCases.constant()));
        cases.add(Case.of("more components than elements", pca(5), VectorCases.dense()));
        cases.add(Case.of("one row", pca(1), VectorCases.column(VectorCases.plain(), Vectors.dense(1, 2))));
        return cases;
    }
}
