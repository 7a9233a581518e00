package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.PolynomialExpansion;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class PolynomialExpansionStageTest extends StageContract {

    private static PolynomialExpansion expansion(int degree) {
        return new PolynomialExpansion()
                .setInputCol(VectorRows.INPUT)
                .setOutputCol("expanded")
                .setDegree(degree);
    }

    /** Zeros, whose products Spark does not compute, beside what is no number. */
    private static Dataset<Row> odd() {
        return VectorRows.of(new double[][] {
            {0, Double.NaN, -2}, {Double.POSITIVE_INFINITY, 0, 3}, {-0.0, -1, 2}, {1e-200, 1e-200, 5}, {0, 0, 0}
        });
    }

    private static Dataset<Row> sparse() {
        return VectorRows.of(new Vector[] {
            Vectors.sparse(6, new int[] {1, 4}, new double[] {2, -3}),
            Vectors.sparse(6, new int[0], new double[0]),
            Vectors.sparse(6, new int[] {0, 2, 5}, new double[] {0.5, 7, 1e-200}),
            Vectors.sparse(6, new int[] {3}, new double[] {Double.NaN})
        });
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("degree 1", expansion(1), VectorRows.dense()),
                Case.of("degree 2", expansion(2), VectorRows.dense()),
                Case.of("degree 5", expansion(5), VectorRows.dense()),
                Case.of("sparse vectors", expansion(2), sparse()),
                Case.of("sparse vectors, degree 4", expansion(4), sparse()),
                Case.of("zeros, infinities and NaN", expansion(3), odd()),
                Case.of("one feature", expansion(4), VectorRows.of(new double[] {2}, new double[] {-3})),
                Case.of("input columns with attributes", expansion(2), VectorRows.assembled()),
                Case.of("one row", expansion(3), VectorRows.oneRow()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of numbers", expansion(2).setInputCol("x"), doubles("x", 1.0)));
    }
}
