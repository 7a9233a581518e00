package dev.hone.worker.metric;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Tables drawn from a seed, degenerate ones among them. */
final class GeneratedTables {
    private final long seed;
    private final Random random;

    GeneratedTables(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    List<ScoredTable> binary() {
        double[] label = classes(500, 2);
        double[] score = scores(label);
        double[] manyLabels = classes(60_000, 2);
        double[] manyScores = scores(manyLabels);
        double[] special = {
            Double.NaN, 1, 0.0, -0.0, -1, Double.POSITIVE_INFINITY, 0.0, -0.0, Double.NEGATIVE_INFINITY, Double.NaN
        };
        return List.of(
                ScoredTable.ofScores(named("distinct scores"), label, score),
                ScoredTable.ofScores(named("ties"), label, map(score, s -> Math.rint(4 * s) / 4)),
                ScoredTable.ofScores(named("weights"), label, score).withWeight(fractions(500)),
                ScoredTable.ofScores(named("ties and weights, some zero"), label, map(score, Math::rint))
                        .withWeight(map(fractions(500), w -> w < 0.3 ? 0.0 : w)),
                ScoredTable.ofScores(named("60,000 rows"), manyLabels, manyScores),
                ScoredTable.ofScores(named("perfect"), label, map(label, l -> 2 * l - 1)),
                ScoredTable.ofScores(named("all wrong"), label, map(label, l -> 1 - 2 * l)),
                ScoredTable.ofScores(named("constant score"), label, constant(500, 0.25)),
                ScoredTable.ofScores(named("positives only"), constant(500, 1), score),
                ScoredTable.ofScores(named("negatives only"), constant(500, 0), score),
                ScoredTable.ofScores(named("labels -1 and 1"), map(label, l -> 2 * l - 1), score),
                ScoredTable.ofScores(named("NaN, infinities and both zeros"), classes(10, 2), special),
                ScoredTable.ofScores(named("one row"), constant(1, 1), constant(1, 0.5)),
                ScoredTable.ofScores(named("a curve of 14 points"), classes(14, 2), gaussians(14)),
                ScoredTable.ofScores(named("a curve of 15 points"), classes(15, 2), gaussians(15)),
                ScoredTable.ofScores(named("no weight at all"), label, score).withWeight(constant(500, 0)),
                ScoredTable.of(named("no raw predictions"), label, score));
    }

    List<ScoredTable> multiclass() {
        double[] three = classes(300, 3);
        double[] ten = classes(2000, 10);
        double[] guess = mostly(three, 3);
        return List.of(
                withProbability(ScoredTable.of(named("3 classes"), three, guess), 3),
                withProbability(ScoredTable.of(named("10 classes"), ten, mostly(ten, 10)), 10),
                withProbability(ScoredTable.of(named("10 classes, weights"), ten, mostly(ten, 10)), 10)
                        .withWeight(fractions(2000)),
                withProbability(ScoredTable.of(named("3 classes, whole weights"), three, guess), 3)
                        .withWeight(classes(300, 4)),
                withProbability(ScoredTable.of(named("perfect"), three, three), 3),
                withProbability(ScoredTable.of(named("all wrong"), three, map(three, c -> (c + 1) % 3)), 3),
                withProbability(ScoredTable.of(named("constant prediction"), three, constant(300, 1)), 3),
                withProbability(ScoredTable.of(named("one class"), constant(300, 1), constant(300, 1)), 3),
                withProbability(ScoredTable.of(named("one class, other guesses"), constant(300, 1), guess), 3),
                withProbability(ScoredTable.of(named("2 never predicted"), three, map(guess, c -> c % 2)), 3),
                withProbability(ScoredTable.of(named("2 is no label"), map(three, c -> c % 2), guess), 3),
                withProbability(ScoredTable.of(named("class 2 weighs nothing"), three, guess), 3)
                        .withWeight(map(three, c -> c == 2 ? 0.0 : 1.5)),
                withProbability(ScoredTable.of(named("more labels than probabilities"), three, guess), 2),
                withProbability(ScoredTable.of(named("labels in halves"), map(three, c -> c / 2), guess), 3),
                withProbability(ScoredTable.of(named("no weight at all"), three, guess), 3)
                        .withWeight(constant(300, 0)),
                ScoredTable.of(
                        named("no probabilities, predictions NaN at times"),
                        three,
                        map(guess, c -> c == 2 ? Double.NaN : c)));
    }

    List<ScoredTable> regression() {
        double[] label = gaussians(400);
        double[] guess = map(label, l -> 0.8 * l + 0.3 * random.nextGaussian());
        double[] zeros = map(label, l -> l < 0 ? 0.0 : l);
        return List.of(
                ScoredTable.of(named("around zero"), label, guess),
                ScoredTable.of(named("weights"), label, guess).withWeight(fractions(400)),
                ScoredTable.of(named("whole weights, some zero"), label, guess).withWeight(classes(400, 3)),
                ScoredTable.of(named("weights below one in all"), label, guess)
                        .withWeight(map(fractions(400), w -> w / 1000)),
                ScoredTable.of(named("offset 1e9"), map(label, l -> l + 1e9), map(guess, l -> l + 1e9)),
                ScoredTable.of(named("offset 1e14, weights"), map(label, l -> l + 1e14), map(guess, l -> l + 1e14))
                        .withWeight(fractions(400)),
                ScoredTable.of(named("many zeros"), zeros, map(guess, g -> g < 0 ? 0.0 : g)),
                ScoredTable.of(named("all zeros"), constant(400, 0), constant(400, 0)),
                ScoredTable.of(named("perfect"), label, label),
                ScoredTable.of(named("constant label"), constant(400, 3.7), guess),
                ScoredTable.of(named("constant label, perfect"), constant(400, 3.7), constant(400, 3.7)),
                ScoredTable.of(named("constant prediction"), label, constant(400, 0.1)),
                ScoredTable.of(named("NaN prediction"), label, map(guess, g -> g > 1 ? Double.NaN : g)),
                ScoredTable.of(named("infinite prediction"), label, map(guess, g -> g > 1 ? 1 / 0.0 : g)),
                ScoredTable.of(named("one row"), constant(1, 2), constant(1, 3)),
                ScoredTable.of(named("no weight at all"), label, guess).withWeight(constant(400, 0)));
    }

    List<ScoredTable> clustering() {
        double[] three = classes(200, 3);
        double[] two = classes(200, 2);
        double[] singleton = constant(200, 0);
        singleton[17] = 1;
        double[] gapped = map(three, c -> 7 * c - 5);
        return List.of(
                clusters("3 clusters", three, blobs(three, 4, 5, 0)),
                clusters("overlapping clusters", three, blobs(three, 4, 0.2, 0)),
                clusters("weights", three, blobs(three, 4, 1, 0)).withWeight(fractions(200)),
                clusters("a singleton", singleton, blobs(two, 3, 1, 0)),
                clusters("a singleton of weight 0", singleton, blobs(two, 3, 1, 0))
                        .withWeight(map(singleton, c -> 1 - c)),
                clusters("one cluster", constant(200, 4), blobs(two, 3, 1, 0)),
                clusters("numbers with gaps, one negative", gapped, blobs(three, 3, 1, 0)),
                clusters("offset 1e5", three, blobs(three, 4, 1, 1e5)),
                clusters("400 features", three, blobs(three, 400, 1, 0)),
                clusters("equal rows", two, constant(400, 1.5)),
                clusters("rows of zeros", two, constant(400, 0)),
                clusters("no weight at all", two, blobs(two, 3, 1, 0)).withWeight(constant(200, 0)),
                ScoredTable.of(named("sparse rows"), three, three).withFeatures(sparse(three, 50)));
    }

    private ScoredTable clusters(String name, double[] cluster, double[] values) {
        FeatureMatrix features = FeatureMatrix.dense(cluster.length, values.length / cluster.length, values);
        return ScoredTable.of(named(name), cluster, cluster).withFeatures(features);
    }

    private ScoredTable withProbability(ScoredTable table, int width) {
        double[] probability = new double[width * table.label().length];
        Arrays.setAll(probability, index -> random.nextInt(8) == 0 ? random.nextInt(2) : random.nextDouble());
        return table.withProbability(width, probability);
    }

    private double[] blobs(double[] cluster, int columns, double distance, double offset) {
        return fill(
                cluster.length * columns,
                index -> offset + distance * cluster[index / columns] * (index % 2 + 1) + random.nextGaussian());
    }

    /** Two values a row, the second at the cluster's own column. */
    private FeatureMatrix sparse(double[] cluster, int columns) {
        int[] starts = new int[cluster.length + 1];
        int[] indices = new int[2 * cluster.length];
        for (int row = 0; row < cluster.length; row++) {
            starts[row + 1] = 2 * row + 2;
            indices[2 * row] = random.nextInt(columns - 3);
            indices[2 * row + 1] = columns - 3 + (int) cluster[row];
        }
        return FeatureMatrix.sparse(columns, starts, indices, fractions(indices.length));
    }

    private double[] scores(double[] label) {
        return map(label, l -> l - 0.5 + random.nextGaussian());
    }

    private double[] mostly(double[] label, int count) {
        return map(label, l -> random.nextInt(3) == 0 ? random.nextInt(count) : l);
    }

    private double[] classes(int rows, int count) {
        return fill(rows, row -> random.nextInt(count));
    }

    private double[] fractions(int rows) {
        return fill(rows, row -> 0.01 + 2 * random.nextDouble());
    }

    private double[] gaussians(int rows) {
        return fill(rows, row -> random.nextGaussian());
    }

    private static double[] constant(int rows, double value) {
        return fill(rows, row -> value);
    }

    private static double[] fill(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }

    private static double[] map(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    private String named(String name) {
        return name + " (seed " + seed + ")";
    }
}
