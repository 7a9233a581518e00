package dev.hone.worker.train.linear;

import java.util.Arrays;
import org.apache.spark.ml.stat.MultiClassSummarizer;

/** The weight of each class; as {@link MultiClassSummarizer} has it, up to {@link #MOST} classes. */
final class ClassWeights {
    private static final int MOST = 10_000;

    /** Grows by doubling, since labels may be as many numbers as there are rows. */
    private double[] weights = new double[2];

    private int length;
    private boolean classes = true;
    private boolean binary = true;

    void add(double label, double weight) {
        binary &= label == 0 || label == 1;
        classes &= label >= 0 && label < MOST && label == (int) label;
        if (classes && weight > 0) {
            int index = (int) label;
            if (index >= weights.length) {
                weights = Arrays.copyOf(weights, Math.max(index + 1, 2 * weights.length));
            }
            length = Math.max(length, index + 1);
            weights[index] += weight;
        }
    }

    /** Whether every label, those without weight included, is the index of a class. */
    boolean areAll() {
        return classes;
    }

    /** Whether every label is 0 or 1. */
    boolean areBinary() {
        return binary;
    }

    /** Whether only one class has weight. */
    boolean isOne() {
        return Arrays.stream(weights).filter(weight -> weight != 0).count() == 1;
    }

    /** By class, to the last one that has weight. */
    double[] weights() {
        return Arrays.copyOf(weights, length);
    }
}
