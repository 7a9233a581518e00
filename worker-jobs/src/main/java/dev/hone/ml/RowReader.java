package dev.hone.ml;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PredictorParams;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.ml.util.MetadataUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.Option;

/** Collects the rows that an estimator is fitted on: its columns of features, labels and, where set, weights. */
final class RowReader {
    /** What Spark's classifiers allow to be inferred from labels without metadata. */
    private static final int MOST_INFERRED_CLASSES = 100;

    private final PredictorParams learner;
    private final Dataset<?> dataset;

    private RowReader(PredictorParams learner, Dataset<?> dataset) {
        this.learner = learner;
        this.dataset = dataset;
    }

    /** Rows with a quantity each. */
    static RowView quantities(PredictorParams learner, Dataset<?> dataset) {
        RowReader reader = new RowReader(learner, dataset);
        Row[] rows = reader.rows();
        return reader.table(rows).quantities(labels(rows)).build().allRows();
    }

    /** Rows with a class each, as many classes as the label column's metadata or else the largest label tells. */
    static RowView classes(PredictorParams learner, Dataset<?> dataset) {
        RowReader reader = new RowReader(learner, dataset);
        Row[] rows = reader.rows();
        double[] labels = labels(rows);
        return reader.table(rows)
                .classLabels(labels, reader.numberOfClasses(labels), List.of())
                .build()
                .allRows();
    }

    private Row[] rows() {
        List<Column> columns = new ArrayList<>();
        columns.add(functions.col(learner.getLabelCol()));
        columns.add(functions.col(learner.getFeaturesCol()));
        if (isWeighted()) {
            columns.add(functions.col(((HasWeightCol) learner).getWeightCol()));
        }
        Row[] rows = (Row[]) dataset.select(columns.toArray(Column[]::new)).collect();
        for (int row = 0; row < rows.length; row++) {
            requireComplete(rows[row], row);
        }
        return rows;
    }

    private boolean isWeighted() {
        return learner instanceof HasWeightCol weighted
                && weighted.isDefined(weighted.weightCol())
                && !weighted.getWeightCol().isEmpty();
    }

    private void requireComplete(Row row, int number) {
        for (int column = 0; column < row.length(); column++) {
            if (row.isNullAt(column)) {
                throw new IllegalArgumentException(RowChecks.name(learner)
                        + ": label, features and weight must not be null (row: " + number + ")");
            }
        }
    }

    private TrainingData.Builder table(Row[] rows) {
        TrainingData.Builder table = TrainingData.builder(features(rows));
        if (isWeighted()) {
            double[] weights = new double[rows.length];
            for (int row = 0; row < weights.length; row++) {
                weights[row] = rows[row].getDouble(2);
            }
            table.weights(weights);
        }
        return table;
    }

    private static double[] labels(Row[] rows) {
        double[] labels = new double[rows.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows[row].getDouble(0);
        }
        return labels;
    }

    private int numberOfClasses(double[] labels) {
        Option<Object> told = MetadataUtils.getNumClasses(dataset.schema().apply(learner.getLabelCol()));
        if (told.isDefined()) {
            return (Integer) told.get();
        }
        double largest = 0;
        for (double label : labels) {
            largest = Math.max(largest, label);
        }
        if (largest >= MOST_INFERRED_CLASSES) {
            throw new IllegalArgumentException(
                    RowChecks.name(learner) + ": labels must be below " + MOST_INFERRED_CLASSES
                            + " unless the label column's metadata tells the number of classes, as that of StringIndexer does"
                            + " (largest: " + largest + ")");
        }
        return (int) largest + 1;
    }

    private FeatureMatrix features(Row[] rows) {
        int columns = rows.length == 0 ? 0 : vector(rows[0]).size();
        long stored = 0;
        for (int row = 0; row < rows.length; row++) {
            Vector vector = vector(rows[row]);
            stored += vector.numActives();
            if (vector.size() != columns) {
                throw new IllegalArgumentException(
                        RowChecks.name(learner) + ": feature vectors must have equal sizes (row 0: " + columns
                                + ", row " + row + ": " + vector.size() + ")");
            }
        }
        // A sparse value takes 12 bytes, a dense one 8.
        return 3 * stored < 2L * rows.length * columns ? sparse(rows, columns, stored) : dense(rows, columns);
    }

    private static FeatureMatrix dense(Row[] rows, int columns) {
        double[] values = new double[Math.multiplyExact(rows.length, columns)];
        for (int row = 0; row < rows.length; row++) {
            int start = row * columns;
            if (vector(rows[row]) instanceof DenseVector dense) {
                System.arraycopy(dense.values(), 0, values, start, columns);
            } else if (vector(rows[row]) instanceof SparseVector sparse) {
                int[] indices = sparse.indices();
                for (int stored = 0; stored < indices.length; stored++) {
                    values[start + indices[stored]] = sparse.values()[stored];
                }
            }
        }
        return FeatureMatrix.dense(rows.length, columns, values);
    }

    private static FeatureMatrix sparse(Row[] rows, int columns, long stored) {
        int[] starts = new int[rows.length + 1];
        int[] indices = new int[Math.toIntExact(stored)];
        double[] values = new double[indices.length];
        for (int row = 0; row < rows.length; row++) {
            SparseVector vector = vector(rows[row]).toSparse();
            System.arraycopy(vector.indices(), 0, indices, starts[row], vector.indices().length);
            System.arraycopy(vector.values(), 0, values, starts[row], vector.values().length);
            starts[row + 1] = starts[row] + vector.indices().length;
        }
        int length = starts[rows.length];
        return FeatureMatrix.sparse(columns, starts, Arrays.copyOf(indices, length), Arrays.copyOf(values, length));
    }

    private static Vector vector(Row row) {
        return (Vector) row.get(1);
    }
}
