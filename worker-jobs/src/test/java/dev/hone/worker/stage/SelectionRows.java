package dev.hone.worker.stage;

import java.util.Random;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows of features and a label, for tests of selectors. */
final class SelectionRows {
    static final String FEATURES = "v";
    static final String LABEL = "label";
    private static final int ROWS = 60;

    private SelectionRows() {}

    /** Six features that depend on one of three classes more and more; the last is constant. */
    static Dataset<Row> continuous() {
        Random random = new Random(11);
        Object[][] rows = new Object[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            double label = random.nextInt(3);
            rows[row] = new Object[] {features(random, label), label};
        }
        return of(rows);
    }

    private static Vector features(Random random, double label) {
        double[] values = new double[7];
        for (int index = 0; index < 6; index++) {
            values[index] = label * index * 0.2 + random.nextGaussian();
        }
        values[6] = 2.5;
        return Vectors.dense(values);
    }

    static Dataset<Row> sixClasses() {
        Random random = new Random(12);
        Object[][] rows = new Object[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            double label = new double[] {-1.5, 0, 3, 17, 1e6, 0.125}[random.nextInt(6)];
            rows[row] = new Object[] {features(random, Math.min(3, label)), label};
        }
        return of(rows);
    }

    /** Features of few values. */
    static Dataset<Row> categorical() {
        Random random = new Random(13);
        Object[][] rows = new Object[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            int label = random.nextInt(3);
            rows[row] = new Object[] {
                Vectors.dense(
                        random.nextInt(4),
                        label + random.nextInt(2),
                        random.nextInt(2) - 0.5,
                        5,
                        random.nextInt(10) == 0 ? -1 : label),
                (double) label
            };
        }
        return of(rows);
    }

    /** Features of few values, each three times, so that selectors find ties. */
    static Dataset<Row> tied() {
        Random random = new Random(16);
        Object[][] rows = new Object[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            int label = random.nextInt(3);
            double weak = random.nextInt(3) == 0 ? label : random.nextInt(3);
            double strong = random.nextInt(10) == 0 ? 0 : label;
            double none = random.nextInt(4);
            rows[row] = new Object[] {
                Vectors.dense(none, weak, strong, strong, weak, none, weak, none, strong), (double) label
            };
        }
        return of(rows);
    }

    /** Mostly zeros, and a feature that is zero in every row. */
    static Dataset<Row> sparse() {
        Random random = new Random(14);
        Object[][] rows = new Object[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            double label = random.nextInt(2);
            double[] values = new double[8];
            for (int index = 0; index < 7; index++) {
                values[index] = random.nextInt(10) < 3 + label * index ? 1 + random.nextInt(3) : 0;
            }
            rows[row] = new Object[] {Vectors.dense(values).toSparse(), label};
        }
        return of(rows);
    }

    static Dataset<Row> oneClass() {
        return of(
                new Object[] {Vectors.dense(1, 2), 1.0},
                new Object[] {Vectors.dense(3, 2), 1.0},
                new Object[] {Vectors.dense(5, 0), 1.0},
                new Object[] {Vectors.dense(7, 2), 1.0});
    }

    static Dataset<Row> twoRows() {
        return of(new Object[] {Vectors.dense(1, 2), 1.0}, new Object[] {Vectors.dense(3, 2), 2.0});
    }

    /** Whole numbers as label, and a vector with the attributes of two columns. */
    static Dataset<Row> assembled() {
        StructType columns = new StructType()
                .add("a", DataTypes.DoubleType)
                .add("b", DataTypes.DoubleType)
                .add(LABEL, DataTypes.IntegerType);
        Random random = new Random(15);
        Object[][] rows = new Object[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            int label = random.nextInt(2);
            rows[row] = new Object[] {(double) random.nextInt(3), (double) (label + random.nextInt(2)), label};
        }
        return StageContract.after(
                StageContract.rows(columns, rows),
                new VectorAssembler().setInputCols(new String[] {"a", "b"}).setOutputCol(FEATURES));
    }

    private static Dataset<Row> of(Object[]... rows) {
        return StageContract.rows(
                new StructType().add(FEATURES, new VectorUDT()).add(LABEL, DataTypes.DoubleType), rows);
    }
}
