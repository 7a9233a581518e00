package dev.hone.ml.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every search against all distances sorted by distance and row number. */
class NeighborSearchTest {
    private static final long SEED = 20_261_125L;
    private static final int TRAINED = 700;
    private static final int QUERIES = 150;
    private static final List<Distance> DISTANCES = List.of(
            new Distance.Euclidean(), new Distance.Manhattan(), new Distance.Cosine(), new Distance.Minkowski(3.5));

    @BeforeAll
    static void printSeed() {
        System.out.println("seed of the tables: " + SEED);
    }

    /** Rows to search and to ask for. */
    record Example(String name, Distance distance, FeatureMatrix trained, FeatureMatrix asked) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(name, distance);
        }

        @Override
        public String toString() {
            return distance + "; " + name;
        }

        RowView queries() {
            return TrainingData.builder(asked).build().allRows();
        }
    }

    static Stream<Example> examples() {
        return DISTANCES.stream().flatMap(distance -> examples(distance).stream());
    }

    private static List<Example> examples(Distance distance) {
        Random random = new Random(SEED);
        List<Example> examples = new ArrayList<>();
        for (int columns : new int[] {1, 2, 6, 15, 16, 40}) {
            examples.add(example("reals, " + columns + " columns", distance, columns, random::nextGaussian));
            examples.add(example(
                    "whole numbers with many ties, " + columns + " columns",
                    distance,
                    columns,
                    () -> random.nextInt(3)));
        }
        examples.add(example("tiny, 20 columns", distance, 20, () -> 1e-170 * random.nextInt(5)));
        examples.add(example("huge, 20 columns", distance, 20, () -> 1e160 * random.nextGaussian()));
        examples.add(example(
                "near each other and far from zero, 20 columns", distance, 20, () -> 1e8 + random.nextInt(4) * 1e-7));
        examples.add(example(
                "mostly zeros, 30 columns", distance, 30, () -> random.nextInt(12) > 0 ? 0 : random.nextInt(3)));
        return examples;
    }

    private static Example example(String name, Distance distance, int columns, DoubleSupplier value) {
        return new Example(name, distance, matrix(TRAINED, columns, value), matrix(QUERIES, columns, value));
    }

    private static FeatureMatrix matrix(int rows, int columns, DoubleSupplier value) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, index -> value.getAsDouble());
        return FeatureMatrix.dense(rows, columns, values);
    }

    @ParameterizedTest
    @SampledSource("examples")
    void neighborsAreThoseOfAllDistancesSorted(Example example) {
        for (int sought : new int[] {1, 7, 100, TRAINED}) {
            assertFound(example, NeighborSearch.of(example.trained(), example.distance()), sought);
        }
    }

    @ParameterizedTest
    @SampledSource("examples")
    void sparseRowsHaveTheSameNeighbors(Example example) {
        assertFound(example, NeighborSearch.of(sparse(example.trained()), example.distance()), 7);
    }

    private static void assertFound(Example example, NeighborSearch search, int sought) {
        RowView queries = example.queries();
        Neighbors together = search.findAll(queries, sought);
        Nearest nearest = new Nearest(sought);
        Neighbors alone = new Neighbors(1, sought);
        for (int query = 0; query < QUERIES; query++) {
            search.find(queries.vector(query), nearest);
            alone.put(0, nearest, example.distance());
            assertThat(rows(together, query, sought)).isEqualTo(rows(alone, 0, sought));
            assertThat(distances(together, query, sought)).isEqualTo(distances(alone, 0, sought));
            assertThat(rows(together, query, sought)).as("query %s", query).isEqualTo(expected(example, query, sought));
        }
    }

    private static int[] expected(Example example, int query, int sought) {
        double[] distances = new double[TRAINED];
        FeatureMatrix.Dense points = (FeatureMatrix.Dense) example.distance().points(example.trained());
        double[] point = new double[points.numFeatures()];
        DenseRows.put(example.asked().vector(query), point, 0);
        example.distance().toPoint(point, 0, example.asked().numFeatures());
        for (int row = 0; row < TRAINED; row++) {
            for (int column = 0; column < point.length; column++) {
                distances[row] += example.distance().term(point[column] - points.values()[row * point.length + column]);
            }
        }
        return IntStream.range(0, TRAINED)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> distances[row])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(sought)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static FeatureMatrix sparse(FeatureMatrix dense) {
        int[] starts = new int[dense.numRows() + 1];
        List<Integer> indices = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < dense.numRows(); row++) {
            Vector vector = dense.vector(row);
            for (int column = 0; column < vector.size(); column++) {
                if (vector.apply(column) != 0) {
                    indices.add(column);
                    values.add(vector.apply(column));
                }
            }
            starts[row + 1] = indices.size();
        }
        return FeatureMatrix.sparse(
                dense.numFeatures(),
                starts,
                indices.stream().mapToInt(Integer::intValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static int[] rows(Neighbors found, int query, int sought) {
        return IntStream.range(0, sought).map(nth -> found.row(query, nth)).toArray();
    }

    private static double[] distances(Neighbors found, int query, int sought) {
        return IntStream.range(0, sought)
                .mapToDouble(nth -> found.distance(query, nth))
                .toArray();
    }

    @Test
    void distancesAreThoseOfTheirDefinition() {
        FeatureMatrix rows = FeatureMatrix.dense(1, 2, new double[] {3, 4});
        Vector query = Vectors.dense(0, 8);
        assertThat(distance(rows, query, "euclidean", 2)).isEqualTo(5);
        assertThat(distance(rows, query, "manhattan", 2)).isEqualTo(7);
        assertThat(distance(rows, query, "minkowski", 1)).isEqualTo(7);
        assertThat(distance(rows, query, "minkowski", 2)).isEqualTo(5);
        assertThat(distance(rows, query, "minkowski", 3)).isEqualTo(Math.cbrt(27 + 64));
        assertThat(distance(rows, query, "cosine", 2)).isEqualTo(1 - 0.8, within());
        assertThat(distance(rows, Vectors.dense(-6, -8), "cosine", 2)).isEqualTo(2, within());
        assertThat(distance(rows, Vectors.dense(6, 8), "cosine", 2)).isZero();
        assertThat(distance(rows, Vectors.dense(0, 0), "cosine", 2)).isEqualTo(1, within());
        FeatureMatrix zeros = FeatureMatrix.dense(1, 2, new double[2]);
        assertThat(distance(zeros, query, "cosine", 2)).isEqualTo(1, within());
        assertThat(distance(zeros, Vectors.dense(0, 0), "cosine", 2)).isEqualTo(1, within());
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-15);
    }

    private static double distance(FeatureMatrix rows, Vector query, String metric, double p) {
        return new NeighborTable(rows, new double[rows.numRows()], 0)
                .nearest(query, new NeighborRule(1, VoteWeights.UNIFORM, metric, p))
                .distance(0, 0);
    }

    @Test
    void nearerNeighborsCountMoreAndThoseAtNoDistanceAlone() {
        NeighborTable table =
                new NeighborTable(FeatureMatrix.dense(4, 1, new double[] {0, 0, 1, 4}), new double[] {0, 1, 1, 2}, 3);
        assertThat(votes(table, 0.5, 3, VoteWeights.UNIFORM)).containsExactly(1, 2, 0);
        assertThat(votes(table, 2, 4, VoteWeights.DISTANCE)).containsExactly(0.5, 1.5, 0.5);
        assertThat(votes(table, 0, 3, VoteWeights.DISTANCE)).containsExactly(1, 1, 0);
        assertThat(mean(table, 2, 4, VoteWeights.DISTANCE)).isEqualTo((1.5 + 0.5 * 2) / 2.5);
        assertThat(mean(table, 4, 4, VoteWeights.DISTANCE)).isEqualTo(2);
        assertThat(mean(table, 4, 4, VoteWeights.UNIFORM)).isEqualTo(1);
        assertThat(votes(table, 1e308 * 1.5, 4, VoteWeights.DISTANCE)).containsExactly(1, 2, 1);
    }

    private static double[] votes(NeighborTable table, double query, int k, VoteWeights weights) {
        NeighborRule rule = new NeighborRule(k, weights, "euclidean", 2);
        return table.votes(table.nearest(Vectors.dense(query), rule), 0, rule);
    }

    private static double mean(NeighborTable table, double query, int k, VoteWeights weights) {
        NeighborRule rule = new NeighborRule(k, weights, "euclidean", 2);
        return table.mean(table.nearest(Vectors.dense(query), rule), 0, rule);
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        NeighborTable table = new NeighborTable(FeatureMatrix.dense(2, 1, new double[] {0, 1}), new double[2], 1);
        NeighborRule rule = new NeighborRule(3, VoteWeights.UNIFORM, "euclidean", 2);
        assertThatThrownBy(() -> table.nearest(Vectors.dense(0), rule))
                .hasMessage("Param 'k' must be at most the number of rows to learn from (k: 3, rows: 2)");
        assertThatThrownBy(() -> table.nearest(Vectors.dense(0, 1), rule))
                .hasMessage("Features must be as many as were learned (learned: 1, features: 2)");
        assertThatThrownBy(() -> table.nearest(Vectors.dense(Double.NaN), rule))
                .hasMessage("Features must be finite numbers (features: [NaN])");
    }

    @Test
    void theSearchOfAViewIsMadeOnceForOneDepth() {
        Example example = examples().findFirst().orElseThrow();
        RowView queries = example.queries();
        NeighborTable table = new NeighborTable(example.trained(), new double[TRAINED], 1);
        NeighborRule three = new NeighborRule(3, VoteWeights.UNIFORM, "euclidean", 2);
        NeighborRule nine = new NeighborRule(9, VoteWeights.DISTANCE, "euclidean", 2);
        assertThat(table.nearest(queries, three, 9)).isSameAs(table.nearest(queries, nine, 9));
        assertThat(table.nearest(queries, three, 3)).isNotSameAs(table.nearest(queries, nine, 9));
        NeighborRule other = new NeighborRule(3, VoteWeights.UNIFORM, "manhattan", 2);
        assertThat(table.nearest(queries, other, 9)).isNotSameAs(table.nearest(queries, nine, 9));
    }

    @ParameterizedTest
    @MethodSource("cancellable")
    void aCancelledTaskEndsTheSearch(Example example) {
        TaskContext task = TaskContext$.MODULE$.empty();
        task.markInterrupted("cancelled by the test");
        TaskContext$.MODULE$.setTaskContext(task);
        try {
            NeighborSearch search = NeighborSearch.of(example.trained(), example.distance());
            assertThatThrownBy(() -> search.findAll(example.queries(), 1)).isInstanceOf(TaskKilledException.class);
        } finally {
            TaskContext$.MODULE$.unset();
        }
    }

    static Stream<Example> cancellable() {
        return examples().filter(example -> example.name().startsWith("reals, "));
    }
}
