package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class VectorIndexerStageTest extends StageContract {
    private static final double[][] KNOWN = {
        {-1, 5, 0.25, 7},
        {3, 0, 1.5, 7},
        {3, 5, 2.5, 7},
        {-1, 9, 3.5, 7},
        {2, 5, 4.5, 7},
        {2, 9, 5.5, 7}
    };

    /** As before, and a row that is not trained on. */
    private static Dataset<Row> with(double... unseen) {
        double[][] rows = Arrays.copyOf(KNOWN, 9);
        rows[6] = KNOWN[0];
        rows[7] = KNOWN[1];
        rows[8] = unseen;
        return VectorRows.of(rows);
    }

    private static Dataset<Row> sparse(double... unseen) {
        Vector[] rows = new Vector[] {
            wide(0, 3, 2, 5), wide(1, 4, 2, 6), wide(0, 4, 2, 5), wide(0, 3, 2, 7), wide(1, 4, 2, 8), wide(unseen)
        };
        return VectorRows.of(rows);
    }

    /** A sparse vector of length 12 by pairs of index and value. */
    private static Vector wide(double... pairs) {
        int[] indices = new int[pairs.length / 2];
        double[] values = new double[indices.length];
        for (int place = 0; place < indices.length; place++) {
            indices[place] = (int) pairs[2 * place];
            values[place] = pairs[2 * place + 1];
        }
        return Vectors.sparse(12, indices, values);
    }

    private static Dataset<Row> assembled() {
        StructType columns = new StructType().add("a", DataTypes.DoubleType).add("b", DataTypes.DoubleType);
        Object[][] values =
                Arrays.stream(KNOWN).map(row -> new Object[] {row[0], row[2]}).toArray(Object[][]::new);
        return after(
                rows(columns, values),
                new VectorAssembler().setInputCols(new String[] {"a", "b"}).setOutputCol(VectorRows.INPUT));
    }

    private static VectorIndexer indexer(String handleInvalid) {
        return new VectorIndexer()
                .setInputCol(VectorRows.INPUT)
                .setOutputCol("indexed")
                .setMaxCategories(4)
                .setHandleInvalid(handleInvalid);
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("known values", indexer("error"), with(3, 9, 8, 7)),
                Case.of("all values are categories", indexer("keep").setMaxCategories(50), with(3, 9, 8, 7)),
                Case.of("an unseen value is an error", indexer("error"), with(4, 9, 8, 7)),
                Case.of("unseen values are kept", indexer("keep"), with(4, 8, 8, 1)),
                Case.of("unseen values are skipped", indexer("skip"), with(4, 9, 8, 7)),
                Case.of("an unseen zero of a dense vector", indexer("keep"), with(0, 9, 8, 7)),
                Case.of("NaN is an error", indexer("error"), with(Double.NaN, 9, 8, 7)),
                Case.of("NaN is kept", indexer("keep"), with(Double.NaN, 9, 8, 7)),
                Case.of("sparse vectors", indexer("error"), sparse(1, 4, 2, 9)),
                Case.of("an unseen value of a sparse vector", indexer("error"), sparse(1, 5)),
                Case.of("unseen values of sparse vectors are kept", indexer("keep"), sparse(1, 5, 2, 1)),
                Case.of("unseen values of sparse vectors are skipped", indexer("skip"), sparse(1, 5)),
                Case.of("input columns with attributes", indexer("keep"), assembled()),
                Case.of("one row", indexer("error"), VectorRows.oneRow()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of numbers", indexer("error").setInputCol("x"), doubles("x", 1.0)));
    }
}
