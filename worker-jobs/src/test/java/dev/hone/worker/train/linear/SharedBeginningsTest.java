package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.train.inline.ModelState;
import dev.hone.worker.trial.LaneSetting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trainings on the same rows share where they begin, and only that. */
class SharedBeginningsTest {
    private static final long SEED = 11;
    private static final int ROWS = 80;
    private static final int COLUMNS = 3;

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the rows: " + SEED);
    }

    @Test
    void everyModelIsThatOfTrainingAloneWhateverWasTrainedBeforeOnTheRows() {
        List<Estimator<?>> estimators = estimators();
        RowView shared = rows();

        for (Estimator<?> estimator : estimators) {
            assertThat(state(estimator, shared)).as(estimator.uid()).isEqualTo(state(estimator, rows()));
        }
        Collections.reverse(estimators);
        RowView inReverse = rows();
        for (Estimator<?> estimator : estimators) {
            assertThat(state(estimator, inReverse)).as(estimator.uid()).isEqualTo(state(estimator, rows()));
        }
    }

    /** As many of class 0 as of class 1, so that different losses begin at the same point. */
    private static RowView rows() {
        Random random = new Random(SEED);
        double[] labels = IntStream.range(0, ROWS).mapToDouble(row -> row % 2).toArray();
        double[] features = random.doubles((long) ROWS * COLUMNS).toArray();
        for (int row = 0; row < ROWS; row++) {
            features[row * COLUMNS] += labels[row] / 2;
        }
        return TrainingData.builder(FeatureMatrix.dense(ROWS, COLUMNS, features))
                .classLabels(labels, 2, List.of())
                .build()
                .allRows();
    }

    private static List<Estimator<?>> estimators() {
        List<Estimator<?>> estimators = new ArrayList<>(List.of(
                new LinearSVC(),
                new LinearSVC().setRegParam(0.3),
                new LinearSVC().setFitIntercept(false),
                new LogisticRegression().setFamily("multinomial").setRegParam(0.1),
                new LogisticRegression().setFamily("multinomial").setFitIntercept(false),
                new LinearRegression().setSolver("l-bfgs").setFitIntercept(false),
                new LinearRegression().setLoss("huber"),
                new LinearRegression().setLoss("huber").setEpsilon(2),
                new LinearRegression().setLoss("huber").setRegParam(0.1)));
        for (double regParam : new double[] {0, 0.01, 1}) {
            for (double elasticNetParam : new double[] {0, 0.5, 1}) {
                estimators.add(new LogisticRegression().setRegParam(regParam).setElasticNetParam(elasticNetParam));
                estimators.add(new LinearRegression()
                        .setSolver("l-bfgs")
                        .setRegParam(regParam)
                        .setElasticNetParam(elasticNetParam));
            }
            estimators.add(new LogisticRegression().setRegParam(regParam).setStandardization(false));
            estimators.add(new LogisticRegression().setRegParam(regParam).setFitIntercept(false));
        }
        return estimators;
    }

    private static List<String> state(Estimator<?> estimator, RowView rows) {
        return ModelState.of(
                TrainerRegistry.trainerFor(estimator, LaneSetting.FAST).train(estimator, rows));
    }
}
