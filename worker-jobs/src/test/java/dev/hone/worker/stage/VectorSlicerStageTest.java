package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.VectorSizeHint;
import org.apache.spark.ml.feature.VectorSlicer;

class VectorSlicerStageTest extends StageContract {

    private static VectorSlicer slicer() {
        return new VectorSlicer().setInputCol(VectorRows.INPUT).setOutputCol("sliced");
    }

    private static VectorSlicer slicer(int... indices) {
        return slicer().setIndices(indices);
    }

    private static VectorSlicer slicer(String... names) {
        return slicer().setNames(names);
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("ascending indices", slicer(0, 2, 3), VectorRows.dense()),
                Case.of("other indices", slicer(3, 0, 1), VectorRows.dense()),
                Case.of("sparse vectors", slicer(1, 3), VectorRows.sparse()),
                Case.of("sparse vectors in another order", slicer(3, 1, 0), VectorRows.sparse()),
                Case.of("names", slicer("b"), VectorRows.assembled()),
                Case.of("an index and a name", slicer(1).setNames(new String[] {"a"}), VectorRows.assembled()),
                Case.of("an index and its name", slicer(1).setNames(new String[] {"b"}), VectorRows.assembled()),
                Case.of("no such name", slicer("c"), VectorRows.assembled()),
                Case.of("no names", slicer("a"), VectorRows.dense()),
                Case.of("an index that is too large", slicer(4), VectorRows.dense()),
                Case.of(
                        "an index that is known to be too large",
                        slicer(4),
                        after(
                                VectorRows.dense(),
                                new VectorSizeHint()
                                        .setInputCol(VectorRows.INPUT)
                                        .setSize(4))));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of numbers", slicer(0).setInputCol("x"), doubles("x", 1.0)));
    }
}
