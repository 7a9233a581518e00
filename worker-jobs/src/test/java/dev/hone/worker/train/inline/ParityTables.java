package dev.hone.worker.train.inline;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Small tables drawn from one seed: of classes, quantities, counts and clusters; dense and sparse; weighted and not. */
final class ParityTables {
    static final long SEED = 20_261_124L;
    static final int ROWS = 120;
    private static final int COLUMNS = 4;
    private static final Random RANDOM = new Random(SEED);

    static final TrainingData TWO_CLASSES = classes(2, dense()).build();
    static final TrainingData TWO_CLASSES_WEIGHTED =
            classes(2, dense()).weights(weights()).build();
    static final TrainingData TWO_CLASSES_SPARSE_WEIGHTED = classes(2, sparse(DoubleUnaryOperator.identity()))
            .weights(weights())
            .build();
    static final TrainingData TWO_CLASSES_VALIDATED =
            classes(2, dense()).column("validation", flags()).build();
    static final TrainingData THREE_CLASSES = classes(3, dense()).build();
    static final TrainingData THREE_CLASSES_WEIGHTED =
            classes(3, dense()).weights(weights()).build();
    static final TrainingData THREE_CLASSES_SPARSE =
            classes(3, sparse(DoubleUnaryOperator.identity())).build();
    static final TrainingData THREE_CLASSES_NAMED = classes(3, dense(), List.of("setosa", "versicolor", "virginica"))
            .featureNames(List.of("a", "b", "c", "d"))
            .build();
    static final TrainingData THREE_CLASSES_CATEGORIES =
            classes(3, categories()).categories(new int[] {0, 3, 5, 2}).build();
    static final TrainingData COUNTS =
            classes(3, sparse(ParityTables::count)).weights(weights()).build();
    static final TrainingData FLAGS = classes(3, sparse(value -> 1)).build();
    static final TrainingData QUANTITIES = quantities(dense()).build();
    static final TrainingData QUANTITIES_WEIGHTED =
            quantities(dense()).weights(weights()).build();
    static final TrainingData QUANTITIES_SPARSE =
            quantities(sparse(DoubleUnaryOperator.identity())).build();
    static final TrainingData QUANTITIES_CATEGORIES =
            quantities(categories()).categories(new int[] {0, 3, 5, 2}).build();
    static final TrainingData LIFETIMES = positive(dense())
            .column("censor", flags())
            .column("offset", gaussians())
            .column("validation", flags())
            .build();
    static final TrainingData LIFETIMES_WEIGHTED =
            positive(dense()).column("offset", gaussians()).weights(weights()).build();
    static final TrainingData CLUSTERS = TrainingData.builder(dense()).build();
    static final TrainingData CLUSTERS_WEIGHTED =
            TrainingData.builder(dense()).weights(weights()).build();
    static final TrainingData CLUSTERS_SPARSE =
            TrainingData.builder(sparse(DoubleUnaryOperator.identity())).build();

    static final TrainingData TOPICS =
            TrainingData.builder(sparse(ParityTables::count)).build();

    private ParityTables() {}

    /** The table built once more from the arrays that it shares. */
    static TrainingData copyOf(TrainingData data) {
        int[] categories = IntStream.range(0, data.features().numFeatures())
                .map(data::categories)
                .toArray();
        TrainingData.Builder builder = TrainingData.builder(data.features());
        if (IntStream.of(categories).anyMatch(count -> count > 0)) {
            builder.categories(categories);
        }
        if (!data.featureNames().isEmpty()) {
            builder.featureNames(data.featureNames());
        }
        if (data.hasLabels()) {
            builder.classLabels(data.labels(), data.numClasses(), data.labelNames());
        }
        if (data.hasWeights()) {
            builder.weights(fill(data.numRows(), data::weight));
        }
        data.columnNames().forEach(name -> builder.column(name, data.column(name)));
        return builder.build();
    }

    private static TrainingData.Builder classes(int count, FeatureMatrix features) {
        return classes(count, features, List.of());
    }

    private static TrainingData.Builder classes(int count, FeatureMatrix features, List<String> names) {
        double[] labels = fill(ROWS, row -> {
            double score = features.vector(row).apply(0) - features.vector(row).apply(1);
            return row < count ? row : Math.floorMod((int) Math.floor(score + RANDOM.nextGaussian()), count);
        });
        return TrainingData.builder(features).classLabels(labels, count, names);
    }

    private static TrainingData.Builder quantities(FeatureMatrix features) {
        return TrainingData.builder(features).quantities(signal(features, RANDOM::nextGaussian));
    }

    private static TrainingData.Builder positive(FeatureMatrix features) {
        double[] labels = signal(features, RANDOM::nextGaussian);
        return TrainingData.builder(features).quantities(fill(ROWS, row -> Math.ceil(4 * Math.exp(labels[row] / 4))));
    }

    private static double[] signal(FeatureMatrix features, DoubleSupplier noise) {
        return fill(ROWS, row -> {
            double[] x = features.vector(row).toArray();
            return 1.5 + 2 * x[0] - x[1] + 0.5 * x[2] * x[3] + noise.getAsDouble();
        });
    }

    private static FeatureMatrix dense() {
        return FeatureMatrix.dense(
                ROWS,
                COLUMNS,
                fill(ROWS * COLUMNS, index -> RANDOM.nextGaussian() * (index % COLUMNS + 1) + index / COLUMNS % 3));
    }

    /** The first feature is continuous, the others hold 3, 5 and 2 categories. */
    private static FeatureMatrix categories() {
        int[] counts = {0, 3, 5, 2};
        return FeatureMatrix.dense(ROWS, COLUMNS, fill(ROWS * COLUMNS, index -> {
            int count = counts[index % COLUMNS];
            return count == 0 ? RANDOM.nextGaussian() : RANDOM.nextInt(count);
        }));
    }

    /** About half of the values are stored, at least one a row. */
    private static FeatureMatrix sparse(DoubleUnaryOperator shape) {
        int[] starts = new int[ROWS + 1];
        List<Integer> indices = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (column == row % COLUMNS || RANDOM.nextInt(3) == 0) {
                    indices.add(column);
                }
            }
            starts[row + 1] = indices.size();
        }
        double[] values = fill(indices.size(), index -> shape.applyAsDouble(RANDOM.nextGaussian()));
        return FeatureMatrix.sparse(
                COLUMNS, starts, indices.stream().mapToInt(Integer::intValue).toArray(), values);
    }

    private static double count(double gaussian) {
        return 1 + Math.floor(3 * Math.abs(gaussian));
    }

    private static double[] weights() {
        return fill(ROWS, row -> 0.25 + 2 * RANDOM.nextDouble());
    }

    private static double[] flags() {
        return fill(ROWS, row -> RANDOM.nextInt(4) == 0 ? 0 : 1);
    }

    private static double[] gaussians() {
        return fill(ROWS, row -> RANDOM.nextGaussian() / 4);
    }

    private static double[] fill(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }
}
