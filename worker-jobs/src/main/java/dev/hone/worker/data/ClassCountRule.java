package dev.hone.worker.data;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.Classifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.OneVsRest;

/** Rows from which MLlib infers the number of classes where the metadata of the label do not tell it. */
public enum ClassCountRule {
    /** Of none: labels are no classes. */
    NONE(Double.POSITIVE_INFINITY),
    /** Of all rows. */
    ALL(Double.NEGATIVE_INFINITY),
    /** Of rows with a weight. */
    WEIGHTED(0);

    private final double above;

    /** @param above the weight above which a row counts */
    ClassCountRule(double above) {
        this.above = above;
    }

    /** The rule of a learner. */
    public static ClassCountRule by(Estimator<?> learner) {
        if (learner instanceof LogisticRegression || learner instanceof LinearSVC) {
            return WEIGHTED;
        }
        return learner instanceof Classifier || learner instanceof OneVsRest ? ALL : NONE;
    }

    /** The largest label and one; 0 where labels are no classes, which training then refuses. */
    public int in(TrainingData rows) {
        if (this == NONE) {
            return 0;
        }
        double largest = -1;
        for (int row = 0; row < rows.numRows(); row++) {
            double label = rows.labels()[row];
            if (!(label >= 0) || label != Math.rint(label) || label > Integer.MAX_VALUE - 1) {
                return 0;
            }
            largest = rows.weight(row) > above ? Math.max(largest, label) : largest;
        }
        return (int) largest + 1;
    }
}
