package dev.hone.worker.train.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.ModelPredictor;
import dev.hone.worker.metric.Predictions;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.inline.InlineTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forests draw other rows and features than MLlib's, with the same probabilities. So over many seeds, score on unseen rows,
 * number of nodes, depth and importance of each feature must have the same means: closer than five standard errors.
 */
class ForestDistributionTest {
    private static final long SEED = 20_261_204L;
    private static final int SEEDS_OF_MLLIB = 30;
    private static final int SEEDS = 120;
    private static final double STANDARD_ERRORS = 5;

    record Case(String name, Estimator<?> estimator, TrainingData data) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the table: " + SEED);
    }

    static Stream<Case> cases() throws IOException {
        TrainingData iris = classes("iris.csv", 3);
        TrainingData cancer = classes("breast_cancer.csv", 2);
        TrainingData quantities = quantities();
        return Stream.of(
                new Case("iris", classifier(), iris),
                new Case(
                        "iris, a share of the rows, one feature",
                        classifier().setBootstrap(false).setSubsamplingRate(0.4).setFeatureSubsetStrategy("1"),
                        iris),
                new Case("breast cancer", classifier(), cancer),
                new Case(
                        "breast cancer, few drawn, all features, entropy",
                        classifier()
                                .setSubsamplingRate(0.3)
                                .setFeatureSubsetStrategy("all")
                                .setImpurity("entropy"),
                        cancer),
                new Case("quantities", regressor(), quantities),
                new Case(
                        "quantities, a share of the rows, limits",
                        regressor()
                                .setBootstrap(false)
                                .setSubsamplingRate(0.5)
                                .setFeatureSubsetStrategy("log2")
                                .setMinInstancesPerNode(5),
                        quantities));
    }

    private static RandomForestClassifier classifier() {
        return new RandomForestClassifier().setNumTrees(3).setMaxDepth(4);
    }

    private static RandomForestRegressor regressor() {
        return new RandomForestRegressor().setNumTrees(3).setMaxDepth(4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void meansOverSeedsAreThoseOfMllib(Case example) {
        double[][] own = measures(example, new ForestTrainer(), SEEDS);
        double[][] mllib = measures(example, new InlineTrainer(), SEEDS_OF_MLLIB);
        for (int measure = 0; measure < own.length; measure++) {
            double error = Math.sqrt(squaredError(own[measure]) + squaredError(mllib[measure]));
            assertThat(Math.abs(StatUtils.mean(own[measure]) - StatUtils.mean(mllib[measure])))
                    .as(
                            "measure %d: mean %s, of MLlib %s, standard error %s",
                            measure, StatUtils.mean(own[measure]), StatUtils.mean(mllib[measure]), error)
                    .isLessThanOrEqualTo(STANDARD_ERRORS * error);
        }
    }

    private static double squaredError(double[] values) {
        return StatUtils.variance(values) / values.length;
    }

    /** One row a measure, one column a seed. */
    private static double[][] measures(Case example, Trainer trainer, int seeds) {
        RowView rows = third(example.data(), false);
        RowView unseen = third(example.data(), true);
        List<double[]> bySeed = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            Estimator<?> estimator = example.estimator().copy(new ParamMap());
            estimator.set("seed", SEED + seed);
            bySeed.add(measures(trainer.train(estimator, rows), unseen));
        }
        return IntStream.range(0, bySeed.get(0).length)
                .mapToObj(measure ->
                        bySeed.stream().mapToDouble(values -> values[measure]).toArray())
                .toArray(double[][]::new);
    }

    private static RowView third(TrainingData data, boolean last) {
        return new RowView(
                data,
                IntStream.range(0, data.numRows())
                        .filter(row -> row % 3 == 2 == last)
                        .toArray());
    }

    /** Mean squared error, nodes, depth, and the importance of each feature. */
    private static double[] measures(Model<?> model, RowView unseen) {
        DecisionTreeModel[] trees;
        double[] importances;
        if (model instanceof RandomForestClassificationModel forest) {
            trees = forest.trees();
            importances = forest.featureImportances().toArray();
        } else {
            RandomForestRegressionModel forest = (RandomForestRegressionModel) model;
            trees = forest.trees();
            importances = forest.featureImportances().toArray();
        }
        double[] measures = new double[3 + importances.length];
        measures[0] = meanSquaredError(ModelPredictor.predict(model, unseen), unseen);
        measures[1] = Arrays.stream(trees).mapToInt(DecisionTreeModel::numNodes).sum();
        measures[2] = Arrays.stream(trees).mapToInt(DecisionTreeModel::depth).sum();
        System.arraycopy(importances, 0, measures, 3, importances.length);
        return measures;
    }

    private static double meanSquaredError(Predictions predictions, RowView rows) {
        double sum = 0;
        for (int position = 0; position < rows.size(); position++) {
            double error = predictions.prediction(position) - rows.label(position);
            sum += error * error;
        }
        return sum / rows.size();
    }

    private static TrainingData classes(String file, int classes) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(ForestDistributionTest.class.getResourceAsStream("/data/" + file), file)) {
            double[][] table = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            int columns = table[0].length - 1;
            double[] features = Arrays.stream(table)
                    .flatMapToDouble(row -> Arrays.stream(row, 0, columns))
                    .toArray();
            double[] labels =
                    Arrays.stream(table).mapToDouble(row -> row[columns]).toArray();
            return TrainingData.builder(FeatureMatrix.dense(labels.length, columns, features))
                    .classLabels(labels, classes, List.of())
                    .build();
        }
    }

    private static TrainingData quantities() {
        Random random = new Random(SEED);
        int rows = 300;
        int columns = 7;
        double[] features = random.doubles((long) rows * columns).toArray();
        double[] labels = new double[rows];
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            labels[row] = 10 * Math.sin(Math.PI * features[at] * features[at + 1])
                    + 20 * Math.pow(features[at + 2] - 0.5, 2)
                    + 10 * features[at + 3]
                    + 5 * features[at + 4]
                    + random.nextGaussian();
        }
        return TrainingData.builder(FeatureMatrix.dense(rows, columns, features))
                .quantities(labels)
                .build();
    }
}
