package dev.hone.ml;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import org.apache.spark.ml.param.Params;

/** What every learner of this package demands of its rows; each message names the learner, the rule and the value. */
final class RowChecks {
    /** What Spark's classifiers allow to be inferred from labels without metadata. */
    private static final int MOST_INFERRED_CLASSES = 100;

    private RowChecks() {}

    /** The name by which messages call a learner. */
    static String name(Params learner) {
        return learner.getClass().getSimpleName();
    }

    static void requireRows(Params learner, RowView rows) {
        if (rows.size() == 0) {
            throw new IllegalArgumentException(name(learner) + ": there must be rows to learn from (rows: 0)");
        }
    }

    static void requireFiniteFeatures(Params learner, RowView rows) {
        FeatureMatrix features = rows.data().features();
        for (int position = 0; position < rows.size(); position++) {
            int row = rows.row(position);
            if (!areFinite(features.values(), features.start(row), features.start(row + 1))) {
                throw new IllegalArgumentException(name(learner) + ": features must be finite numbers (row: " + row
                        + ", features: " + features.vector(row) + ")");
            }
        }
    }

    private static boolean areFinite(double[] values, int from, int to) {
        for (int index = from; index < to; index++) {
            if (!Double.isFinite(values[index])) {
                return false;
            }
        }
        return true;
    }

    static void requireFiniteLabels(Params learner, RowView rows) {
        for (int position = 0; position < rows.size(); position++) {
            if (!Double.isFinite(rows.label(position))) {
                throw new IllegalArgumentException(name(learner) + ": labels must be finite numbers (row: "
                        + rows.row(position) + ", label: " + rows.label(position) + ")");
            }
        }
    }

    /** Labels are indices of classes, as many as the table tells or else one more than the largest label; returns how many. */
    static int requireClasses(Params learner, RowView rows) {
        int told = rows.data().numClasses();
        int classes = told > 0 ? told : inferredClasses(learner, rows.labels());
        for (int position = 0; position < rows.size(); position++) {
            double label = rows.label(position);
            if (!(label >= 0 && label < classes && label == Math.rint(label))) {
                throw new IllegalArgumentException(name(learner) + ": labels must be whole numbers from 0 to "
                        + (classes - 1) + " (row: " + rows.row(position) + ", label: " + label + ")");
            }
        }
        return classes;
    }

    /** One more than the largest label. */
    static int inferredClasses(Params learner, double[] labels) {
        double largest = 0;
        for (double label : labels) {
            largest = Math.max(largest, label);
        }
        if (largest >= MOST_INFERRED_CLASSES) {
            throw new IllegalArgumentException(name(learner) + ": labels must be below " + MOST_INFERRED_CLASSES
                    + " unless the label column's metadata tells the number of classes, as that of StringIndexer does"
                    + " (largest: " + largest + ")");
        }
        return (int) largest + 1;
    }
}
