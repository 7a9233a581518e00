package dev.hone.worker.train;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The tables of {@link TrainerContract}, small and drawn from one seed. Each has the further columns {@code offset} (any
 * number) and {@code validation} (0 or 1).
 */
final class ContractTables {
    static final long SEED = 20_261_201L;
    private static final int ROWS = 60;
    private static final int COLUMNS = 4;

    private final ContractLabels labels;
    private final Random random = new Random(SEED);
    private final List<ContractTable> tables = new ArrayList<>();

    private ContractTables(ContractLabels labels) {
        this.labels = labels;
    }

    /** Tables that can be trained on. */
    static List<ContractTable> of(ContractLabels labels) {
        return new ContractTables(labels).ordinary().weighted().narrow().wide().ofManyClasses().tables;
    }

    /** Tables that most trainers refuse. */
    static List<ContractTable> unsuitable(ContractLabels labels) {
        ContractTables all = new ContractTables(labels);
        if (labels != ContractLabels.ABSENT) {
            all.withUnusualLabels();
        }
        return all.withUnusualRows().tables;
    }

    private ContractTables ordinary() {
        add("dense", labelled(dense(ROWS, COLUMNS, column -> 1)));
        add("sparse", labelled(sparse(ROWS, 6)));
        add("huge scales", labelled(dense(ROWS, COLUMNS, column -> Math.pow(10, 6 + 2 * column))));
        add("tiny scales", labelled(dense(ROWS, COLUMNS, column -> Math.pow(10, -6 - 2 * column))));
        add("mixed scales", labelled(dense(ROWS, COLUMNS, column -> Math.pow(10, 6 - 4 * column))));
        add("categories", labelled(categories()).categories(new int[] {0, 3, 5, 2}));
        TrainingData data = labelled(dense(ROWS, COLUMNS, column -> 1)).build();
        tables.add(new ContractTable(
                "a fold",
                new RowView(
                        data,
                        IntStream.range(0, ROWS).filter(row -> row % 3 != 1).toArray())));
        return this;
    }

    private ContractTables weighted() {
        add("dense, weights", labelled(dense(ROWS, COLUMNS, column -> 1)).weights(weights(ROWS)));
        add("sparse, weights", labelled(sparse(ROWS, 6)).weights(weights(ROWS)));
        double[] some = weights(ROWS);
        Arrays.setAll(some, row -> row % 7 == 3 ? 0 : some[row]);
        add(
                "dense, some weights zero",
                labelled(dense(ROWS, COLUMNS, column -> 1)).weights(some));
        return this;
    }

    private ContractTables narrow() {
        add("one feature", labelled(dense(ROWS, 1, column -> 1)));
        add("a constant feature", labelled(dense(ROWS, COLUMNS, column -> 1, 2)));
        add("a feature of zeros", labelled(dense(ROWS, COLUMNS, column -> column == 2 ? 0 : 1)));
        add("constant features only", labelled(dense(ROWS, 2, column -> 1, 0, 1)));
        return this;
    }

    private ContractTables wide() {
        add("one row a class", labelled(dense(labels == ContractLabels.TWO_CLASSES ? 2 : 3, COLUMNS, column -> 1)));
        add("more features than rows", labelled(dense(8, 20, column -> 1)));
        add("more features than rows, sparse", labelled(sparse(8, 40)));
        return this;
    }

    private ContractTables ofManyClasses() {
        if (labels == ContractLabels.CLASSES) {
            for (int count : new int[] {2, 4, 9, 26}) {
                add(count + " classes", ContractLabels.classes(dense(90, COLUMNS, column -> 1), count, random));
            }
            add(
                    "26 classes, sparse, weights",
                    ContractLabels.classes(sparse(90, 6), 26, random).weights(weights(90)));
        }
        return this;
    }

    private void withUnusualLabels() {
        FeatureMatrix features = dense(12, 2, column -> 1);
        add("all labels 0", TrainingData.builder(features).classLabels(new double[12], 2, List.of()));
        add("all labels 1", TrainingData.builder(features).classLabels(fill(12, row -> 1), 2, List.of()));
        add(
                "all labels 1, number of classes unknown",
                TrainingData.builder(features).quantities(fill(12, row -> 1)));
        add("all labels 2.5", TrainingData.builder(features).quantities(fill(12, row -> 2.5)));
        add("three classes", TrainingData.builder(features).classLabels(fill(12, row -> row % 3), 3, List.of()));
        add(
                "three classes, one of them without rows",
                TrainingData.builder(features).classLabels(fill(12, row -> row % 2), 3, List.of()));
        add(
                "more classes than announced",
                TrainingData.builder(features).classLabels(fill(12, row -> row % 3), 2, List.of()));
        add("number of classes unknown", TrainingData.builder(features).quantities(fill(12, row -> row % 2)));
        add(
                "a negative label",
                TrainingData.builder(features).quantities(fill(12, row -> row % 2 - (row == 7 ? 2 : 0))));
        add("a label between", TrainingData.builder(features).quantities(fill(12, row -> row == 7 ? 0.5 : row % 2)));
        add(
                "a label that is no number",
                TrainingData.builder(features).quantities(fill(12, row -> row == 7 ? Double.NaN : row % 2)));
        add(
                "an infinite label",
                TrainingData.builder(features)
                        .quantities(fill(12, row -> row == 7 ? Double.POSITIVE_INFINITY : row % 2)));
    }

    private ContractTables withUnusualRows() {
        double[] values = fill(24, index -> random.nextGaussian());
        values[7] = Double.NaN;
        add("a feature that is no number", labelled(FeatureMatrix.dense(12, 2, values)));
        double[] infinite = fill(24, index -> random.nextGaussian());
        infinite[7] = Double.NEGATIVE_INFINITY;
        add("an infinite feature", labelled(FeatureMatrix.dense(12, 2, infinite)));
        add(
                "an infinite feature, sparse",
                labelled(FeatureMatrix.sparse(
                        2, new int[] {0, 1, 2, 3}, new int[] {0, 1, 0}, new double[] {1, Double.POSITIVE_INFINITY, 2
                        })));
        add("all weights zero", labelled(dense(12, 2, column -> 1)).weights(new double[12]));
        add("a negative weight", labelled(dense(12, 2, column -> 1)).weights(fill(12, row -> row == 7 ? -1 : 1)));
        add(
                "a weight that is no number",
                labelled(dense(12, 2, column -> 1)).weights(fill(12, row -> row == 7 ? Double.NaN : 1)));
        return this;
    }

    private TrainingData.Builder labelled(FeatureMatrix features) {
        return labels.of(features, random);
    }

    private void add(String name, TrainingData.Builder builder) {
        int rows = builder.build().numRows();
        tables.add(new ContractTable(
                name,
                builder.column("offset", fill(rows, row -> random.nextGaussian() / 4))
                        .column("validation", fill(rows, row -> row % 4 == 3 ? 1 : 0))
                        .build()
                        .allRows()));
    }

    private FeatureMatrix dense(int rows, int columns, IntToDoubleFunction scale, int... constant) {
        return FeatureMatrix.dense(
                rows,
                columns,
                fill(
                        rows * columns,
                        index -> IntStream.of(constant).anyMatch(column -> column == index % columns)
                                ? 3
                                : scale.applyAsDouble(index % columns) * (1 + random.nextGaussian())));
    }

    /** About a third of the values is stored, at least one a row. */
    private FeatureMatrix sparse(int rows, int columns) {
        int[] starts = new int[rows + 1];
        List<Integer> indices = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (column == row % columns || random.nextInt(4) == 0) {
                    indices.add(column);
                }
            }
            starts[row + 1] = indices.size();
        }
        return FeatureMatrix.sparse(
                columns,
                starts,
                indices.stream().mapToInt(Integer::intValue).toArray(),
                fill(indices.size(), index -> random.nextGaussian()));
    }

    /** The first feature is continuous, the others hold 3, 5 and 2 categories. */
    private FeatureMatrix categories() {
        int[] counts = {0, 3, 5, 2};
        return FeatureMatrix.dense(ROWS, COLUMNS, fill(ROWS * COLUMNS, index -> {
            int count = counts[index % COLUMNS];
            return count == 0 ? random.nextGaussian() : random.nextInt(count);
        }));
    }

    private double[] weights(int rows) {
        return fill(rows, row -> 0.25 + 2 * random.nextDouble());
    }

    private static double[] fill(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }
}
