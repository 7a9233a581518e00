package dev.hone.worker.data;

import java.util.List;
import java.util.Random;

/** Tables of random numbers for the benchmarks of inner loops. */
public final class BenchTables {
    private static final long SEED = 9;

    private BenchTables() {}

    /** Dense, of normal values; a class is the rank of a noisy sum of the first features. */
    public static TrainingData dense(int rows, int columns, int classes) {
        Random random = new Random(SEED);
        double[] values = random.doubles((long) rows * columns, -1, 1).toArray();
        return table(FeatureMatrix.dense(rows, columns, values), values, rows, columns, classes, random);
    }

    /** The same where half of the values are 0. */
    public static TrainingData halfZeros(int rows, int columns, int classes) {
        Random random = new Random(SEED);
        double[] values = random.doubles((long) rows * columns, -1, 1)
                .map(value -> Math.max(0, value))
                .toArray();
        return table(FeatureMatrix.dense(rows, columns, values), values, rows, columns, classes, random);
    }

    private static TrainingData table(
            FeatureMatrix features, double[] values, int rows, int columns, int classes, Random random) {
        double[] labels = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = values[row * columns] + values[row * columns + 1] + random.nextGaussian();
            labels[row] = Math.min(classes - 1, Math.max(0, (int) ((sum + 2) / 4 * classes)));
        }
        return TrainingData.builder(features)
                .classLabels(labels, classes, List.of())
                .build();
    }
}
