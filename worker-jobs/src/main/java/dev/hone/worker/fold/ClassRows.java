package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of each class that occurs, classes in the order in which the table first shows them. */
final class ClassRows {
    private final String scheme;
    private final TrainingData data;
    private final List<int[]> rows;

    private ClassRows(String scheme, TrainingData data, List<int[]> rows) {
        this.scheme = scheme;
        this.data = data;
        this.rows = rows;
    }

    static ClassRows of(String scheme, TrainingData data) {
        FoldSupport.require(data.hasLabels(), scheme + ": the table must have a label (it has none)");
        FoldSupport.require(data.numClasses() > 0, scheme + ": the label must hold classes (it holds a quantity)");
        int[][] rows = new int[data.numClasses()][8];
        int[] counts = new int[data.numClasses()];
        List<Integer> appearance = new ArrayList<>();
        for (int row = 0; row < data.numRows(); row++) {
            int label = (int) data.labels()[row];
            if (counts[label] == 0) {
                appearance.add(label);
            } else if (counts[label] == rows[label].length) {
                rows[label] = Arrays.copyOf(rows[label], 2 * counts[label]);
            }
            rows[label][counts[label]++] = row;
        }
        return new ClassRows(
                scheme,
                data,
                appearance.stream()
                        .map(label -> Arrays.copyOf(rows[label], counts[label]))
                        .toList());
    }

    /** Ascending rows of each class. */
    List<int[]> rows() {
        return rows;
    }

    /** The rows of each class that occurs, in the order of the labels. */
    List<int[]> byLabel() {
        return rows.stream()
                .sorted(Comparator.comparingDouble(ofClass -> data.labels()[ofClass[0]]))
                .toList();
    }

    /** Requires a class with a row for each fold, as scikit-learn does. */
    void requireClassOf(int folds) {
        int most = rows.stream().mapToInt(ofClass -> ofClass.length).max().orElse(0);
        FoldSupport.require(
                folds <= most,
                scheme + ": folds must not exceed the number of rows of every class (folds: " + folds
                        + ", rows of the largest class: " + most + ")");
    }

    /** Tells the classes with fewer rows than folds, of which scikit-learn warns. */
    Optional<String> warning(int folds) {
        String rare = rows.stream()
                .filter(ofClass -> ofClass.length < folds)
                .map(this::described)
                .collect(Collectors.joining(", "));
        return rare.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        scheme + ": each class should have as many rows as there are folds, or some folds test none of"
                                + " it (folds: " + folds + ", rows of " + rare + ")");
    }

    private String described(int[] ofClass) {
        return "class " + nameOfClassAt(ofClass[0]) + ": " + ofClass.length;
    }

    /** Quoted text of the class of a row, or its number where the table itself holds numbers. */
    String nameOfClassAt(int row) {
        int label = (int) data.labels()[row];
        return data.labelNames().isEmpty()
                ? String.valueOf(label)
                : "'" + data.labelNames().get(label) + "'";
    }
}
