package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of each class that occurs, classes in the order in which the table first shows them. */
final class ClassRows {
    private final TrainingData data;
    private final List<int[]> rows;

    private ClassRows(TrainingData data, List<int[]> rows) {
        this.data = data;
        this.rows = rows;
    }

    static ClassRows of(String scheme, TrainingData data) {
        Folds.require(data.hasLabels(), scheme + ": the table must have a label (it has none)");
        Folds.require(data.classes() > 0, scheme + ": the label must hold classes (it holds a quantity)");
        int[][] rows = new int[data.classes()][8];
        int[] counts = new int[data.classes()];
        List<Integer> appearance = new ArrayList<>();
        for (int row = 0; row < data.rows(); row++) {
            int label = (int) data.labels()[row];
            if (counts[label] == 0) {
                appearance.add(label);
            } else if (counts[label] == rows[label].length) {
                rows[label] = Arrays.copyOf(rows[label], 2 * counts[label]);
            }
            rows[label][counts[label]++] = row;
        }
        return new ClassRows(
                data,
                appearance.stream()
                        .map(label -> Arrays.copyOf(rows[label], counts[label]))
                        .toList());
    }

    /** Ascending rows of each class. */
    List<int[]> rows() {
        return rows;
    }

    /** Quoted text of the class of a row, or its number where the table itself holds numbers. */
    String nameOfClassAt(int row) {
        int label = (int) data.labels()[row];
        return data.labelNames().isEmpty()
                ? String.valueOf(label)
                : "'" + data.labelNames().get(label) + "'";
    }
}
