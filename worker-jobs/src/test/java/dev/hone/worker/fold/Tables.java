package dev.hone.worker.fold;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Tables whose features do not matter. */
final class Tables {
    private Tables() {}

    static TrainingData.Builder rows(int rows) {
        return TrainingData.builder(FeatureMatrix.dense(rows, 1, new double[rows]));
    }

    static TrainingData labelled(int... labels) {
        return rows(labels.length)
                .classLabels(doubles(labels), Arrays.stream(labels).max().orElse(-1) + 1, List.of())
                .build();
    }

    static TrainingData labelled(int[] labels, long[] groups) {
        return rows(labels.length)
                .classLabels(doubles(labels), Arrays.stream(labels).max().orElse(-1) + 1, List.of())
                .groups(groups)
                .build();
    }

    static TrainingData named(List<String> names, int... labels) {
        return rows(labels.length)
                .classLabels(doubles(labels), names.size(), names)
                .build();
    }

    static TrainingData grouped(long... groups) {
        return rows(groups.length).groups(groups).build();
    }

    static TrainingData withFolds(int... numbers) {
        return rows(numbers.length).foldNumbers(numbers).build();
    }

    /** Up to 300 rows with at least ten rows of every class, at least ten groups, ten fold numbers, and a time. */
    static TrainingData random(long seed) {
        Random random = new Random(seed);
        int rows = 120 + random.nextInt(180);
        int classes = 2 + random.nextInt(4);
        double[] labels = new double[rows];
        double[] times = new double[rows];
        long[] groups = new long[rows];
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] =
                    row < 10 * classes ? row % classes : Math.min(random.nextInt(classes), random.nextInt(classes));
            times[row] = random.nextInt(rows);
            groups[row] = row < 10 ? row : random.nextInt(30) - 5;
            numbers[row] = row < 10 ? 3 * row : 3 * random.nextInt(10);
        }
        return rows(rows)
                .classLabels(labels, classes, List.of())
                .column("time", times)
                .groups(groups)
                .foldNumbers(numbers)
                .build();
    }

    private static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
