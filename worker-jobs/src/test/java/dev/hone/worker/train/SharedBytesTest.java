package dev.hone.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.ml.KNearestNeighborsClassifier;
import dev.hone.ml.SupportVectorClassifier;
import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.SharedBytes;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.LaneSetting;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.clustering.KMeans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedBytesTest {
    private static final int ROWS = 2000;
    private static final int COLUMNS = 20;

    /** K-means draws its first centers by MLlib. */
    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    static Stream<Estimator<?>> learners() {
        return Stream.of(
                new LogisticRegression(),
                new LinearSVC(),
                new DecisionTreeClassifier(),
                new DecisionTreeClassifier().setMaxBins(300),
                new RandomForestClassifier(),
                new GBTClassifier().setMaxIter(2),
                new KMeans(),
                new KMeans().setSolver("block"),
                new KNearestNeighborsClassifier(),
                new SupportVectorClassifier());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void thePlanTellsWhatATrainingKeeps(Estimator<?> estimator) {
        TrainingData data = table();
        Trainer trainer = TrainerRegistry.trainerFor(estimator, LaneSetting.AUTO);

        trainer.train(estimator, data.allRows());

        long told = trainer.sharedBytes(estimator, data, ROWS);
        assertThat(SharedBytes.of(data)).isBetween(told / 4, told + told / 4);
    }

    private static TrainingData table() {
        Random random = new Random(5);
        double[] values = random.doubles((long) ROWS * COLUMNS).toArray();
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = values[row * COLUMNS] > 0.5 ? 1 : 0;
        }
        return TrainingData.builder(FeatureMatrix.dense(ROWS, COLUMNS, values))
                .classLabels(labels, 2, List.of())
                .build();
    }
}
