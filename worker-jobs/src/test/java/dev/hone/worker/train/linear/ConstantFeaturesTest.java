package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.inline.InlineTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of which most features are constant, as hashed texts have: 0 in all rows, or another number in all of them. */
class ConstantFeaturesTest {
    private static final long SEED = 20_261_201L;
    private static final int ROWS = 240;
    private static final int FEATURES = 90;
    private static final int VARYING = 12;
    private static final int STEP = FEATURES / VARYING;
    private static final int ALWAYS_THERE = 3;
    private static final double TOLERANCE = 1e-9;

    static Stream<LogisticRegression> logistic() {
        return Stream.of(
                new LogisticRegression().setMaxIter(15),
                new LogisticRegression().setMaxIter(15).setRegParam(0.01),
                new LogisticRegression().setMaxIter(15).setRegParam(0.01).setStandardization(false),
                new LogisticRegression().setMaxIter(15).setRegParam(0.02).setElasticNetParam(0.5),
                new LogisticRegression().setMaxIter(15).setRegParam(0.01).setFitIntercept(false),
                new LogisticRegression().setMaxIter(15).setRegParam(0.01).setMaxBlockSizeInMB(2e-3));
    }

    @ParameterizedTest
    @MethodSource("logistic")
    void modelsOfTwoClassesAreThoseOfMllib(LogisticRegression estimator) {
        assertLikeMllib(estimator, new LogisticRegressionTrainer(), sparse(2));
        assertLikeMllib(estimator, new LogisticRegressionTrainer(), dense(2));
    }

    @ParameterizedTest
    @MethodSource("logistic")
    void modelsOfThreeClassesAreThoseOfMllib(LogisticRegression estimator) {
        assertLikeMllib(estimator, new LogisticRegressionTrainer(), sparse(3));
        assertLikeMllib(estimator, new LogisticRegressionTrainer(), dense(3));
    }

    @Test
    void trainingsStartFromTheVaryingCoefficientsOfAModel() {
        double[] two = new Random(SEED).doubles(FEATURES).toArray();
        double[] three = new Random(SEED).doubles(3L * FEATURES).toArray();

        assertLikeMllib(
                new LogisticRegression()
                        .setMaxIter(2)
                        .setInitialModel(new LogisticRegressionModel("start", Vectors.dense(two), 0.5)),
                new LogisticRegressionTrainer(),
                sparse(2));
        assertLikeMllib(
                new LogisticRegression()
                        .setMaxIter(2)
                        .setInitialModel(new LogisticRegressionModel(
                                "start",
                                new DenseMatrix(3, FEATURES, three, true),
                                Vectors.dense(0.1, 0.2, 0.3),
                                3,
                                true)),
                new LogisticRegressionTrainer(),
                sparse(3));
    }

    static Stream<LinearRegression> linear() {
        return Stream.of(
                new LinearRegression().setSolver("l-bfgs").setMaxIter(15),
                new LinearRegression().setSolver("l-bfgs").setMaxIter(15).setRegParam(0.1),
                new LinearRegression()
                        .setSolver("l-bfgs")
                        .setMaxIter(15)
                        .setRegParam(0.1)
                        .setElasticNetParam(0.5),
                new LinearRegression()
                        .setSolver("l-bfgs")
                        .setMaxIter(15)
                        .setRegParam(0.1)
                        .setStandardization(false)
                        .setFitIntercept(false));
    }

    @ParameterizedTest
    @MethodSource("linear")
    void modelsOfNumbersAreThoseOfMllib(LinearRegression estimator) {
        assertLikeMllib(estimator, new LinearRegressionTrainer(), sparse(0));
        assertLikeMllib(estimator, new LinearRegressionTrainer(), dense(0));
    }

    @Test
    void featuresThatVaryAreKeptAndOthersLeftOut() {
        FeatureSummary all = FeatureSummary.of(sparse(2));

        assertThat(all.ofVarying().columns())
                .containsExactly(
                        IntStream.range(0, VARYING).map(at -> at * STEP).toArray());
        assertThat(all.ofVarying().spread(all.ofVarying().deviations())).containsExactly(all.deviations());
        assertThat(all.isOfAll()).isTrue();
        assertThat(all.ofVarying().ofVarying()).isSameAs(all.ofVarying());
    }

    private static void assertLikeMllib(Estimator<?> estimator, Trainer trainer, RowView rows) {
        assertThat(FeatureSummary.of(rows).ofVarying().features()).isEqualTo(VARYING);
        Model<?> expected = new InlineTrainer().train(estimator, rows);

        LinearParity.assertAlike(expected, trainer.train(estimator, rows), TOLERANCE);
    }

    private static RowView sparse(int classes) {
        double[] all = values();
        int[] starts = new int[ROWS + 1];
        int[] indices = new int[all.length];
        double[] values = new double[all.length];
        int end = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < FEATURES; column++) {
                if (all[row * FEATURES + column] != 0) {
                    indices[end] = column;
                    values[end++] = all[row * FEATURES + column];
                }
            }
            starts[row + 1] = end;
        }
        return labelled(
                FeatureMatrix.sparse(FEATURES, starts, Arrays.copyOf(indices, end), Arrays.copyOf(values, end)),
                classes);
    }

    private static RowView dense(int classes) {
        return labelled(FeatureMatrix.dense(ROWS, FEATURES, values()), classes);
    }

    /** Every eighth feature varies, mostly 0; one of the others is 2 in all rows. */
    private static double[] values() {
        Random random = new Random(SEED);
        double[] values = new double[ROWS * FEATURES];
        for (int row = 0; row < ROWS; row++) {
            values[row * FEATURES + ALWAYS_THERE] = 2;
            for (int at = 0; at < VARYING; at++) {
                values[row * FEATURES + at * STEP] = random.nextInt(3) == 0 ? random.nextInt(5) : 0;
            }
        }
        return values;
    }

    private static RowView labelled(FeatureMatrix features, int classes) {
        Random random = new Random(SEED + 1);
        double[] values = values();
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double score = values[row * FEATURES] + values[row * FEATURES + STEP] + random.nextGaussian();
            labels[row] = classes == 0 ? score : Math.min(classes - 1, Math.max(0, Math.floor(score)));
        }
        TrainingData.Builder builder = TrainingData.builder(features);
        return (classes == 0 ? builder.quantities(labels) : builder.classLabels(labels, classes, List.of()))
                .build()
                .allRows();
    }
}
