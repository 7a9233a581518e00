package dev.hone.deploy.bench;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.fold.KFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table in memory with its folds, and as cached rows with the columns {@code features} (a vector), {@code label} and
 * {@code fold}.
 *
 * @param name what the report calls it
 * @param frame the cached rows
 * @param data the same rows as arrays
 * @param folds number of folds
 */
record BenchTable(String name, Dataset<Row> frame, TrainingData data, int folds) {
    private static final long FOLD_SEED = 1;

    /** Puts a table up for all contenders. */
    static BenchTable of(SparkSession session, String name, TrainingData data, int folds) {
        int[] fold = foldOfRows(data, folds);
        List<Row> rows = new ArrayList<>(data.numRows());
        for (int row = 0; row < data.numRows(); row++) {
            rows.add(RowFactory.create(data.vector(row), data.labels()[row], fold[row]));
        }
        StructType schema = new StructType()
                .add("features", SQLDataTypes.VectorType())
                .add("label", DataTypes.DoubleType)
                .add("fold", DataTypes.IntegerType);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        // A list of rows would be part of every query's plan, and compared and hashed with it.
        Dataset<Row> frame = session.createDataFrame(context.parallelize(rows), schema)
                .repartition(session.sparkContext().defaultParallelism())
                .cache();
        frame.count();
        return new BenchTable(name, frame, data, folds);
    }

    boolean isRegression() {
        return data.numClasses() == 0;
    }

    String metric() {
        return isRegression() ? "rmse" : "accuracy";
    }

    /** Rows by columns, as a report shows it. */
    String size() {
        return data.numRows() + " x " + data.features().numFeatures();
    }

    /** The number of the fold that tests each row. */
    int[] foldOfRows() {
        return foldOfRows(data, folds);
    }

    private static int[] foldOfRows(TrainingData data, int count) {
        FoldAssignment folds = KFold.shuffled(count, FOLD_SEED).split(data);
        int[] fold = new int[data.numRows()];
        for (int number = 0; number < count; number++) {
            for (int row : folds.folds().get(number).test()) {
                fold[row] = number;
            }
        }
        return fold;
    }

    /** The same table, whose features have mean 0 and standard deviation 1; constant ones become 0. */
    static TrainingData standardized(TrainingData data) {
        int columns = data.features().numFeatures();
        double[] values = data.features().toDense().values().clone();
        for (int column = 0; column < columns; column++) {
            standardize(values, column, columns);
        }
        TrainingData.Builder builder = TrainingData.builder(FeatureMatrix.dense(data.numRows(), columns, values));
        return (data.numClasses() == 0
                        ? builder.quantities(data.labels())
                        : builder.classLabels(data.labels(), data.numClasses(), data.labelNames()))
                .build();
    }

    private static void standardize(double[] values, int first, int columns) {
        int rows = values.length / columns;
        double sum = 0;
        for (int at = first; at < values.length; at += columns) {
            sum += values[at];
        }
        double mean = sum / rows;
        double squares = 0;
        for (int at = first; at < values.length; at += columns) {
            squares += (values[at] - mean) * (values[at] - mean);
        }
        double scale = squares > 0 ? Math.sqrt(rows / squares) : 0;
        for (int at = first; at < values.length; at += columns) {
            values[at] = scale * (values[at] - mean);
        }
    }

    /** Two classes that a linear model tells apart with some mistakes; the last columns are noise. */
    static TrainingData generated(int rows, int columns) {
        Random random = new Random(FOLD_SEED);
        double[] values = new double[rows * columns];
        double[] labels = new double[rows];
        for (int row = 0; row < rows; row++) {
            double margin = random.nextGaussian();
            for (int column = 0; column < columns; column++) {
                double value = random.nextGaussian() * (1 + column % 3);
                values[row * columns + column] = value;
                margin += column < columns / 2 ? value / (1 + column) : 0;
            }
            labels[row] = margin > 0 ? 1 : 0;
        }
        return TrainingData.builder(FeatureMatrix.dense(rows, columns, values))
                .classLabels(labels, 2, List.of())
                .build();
    }
}
