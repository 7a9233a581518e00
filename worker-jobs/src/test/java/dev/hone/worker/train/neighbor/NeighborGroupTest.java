package dev.hone.worker.train.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.SharedBytes;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Scoring;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trials that differ by k alone. */
class NeighborGroupTest {
    private static final long SEED = 20_261_126L;
    private static final int ROWS = 90;
    private static final int COLUMNS = 20;
    private static final int LARGEST = 12;

    @BeforeAll
    static void printSeed() {
        System.out.println("seed of the table: " + SEED);
    }

    @Test
    void scoresAreThoseOfEachTrialAlone() {
        List<TrialConfig> configs = List.of(trial(0, 1), trial(1, LARGEST), trial(2, 5), trial(3, 60));
        List<TrialOutcome> alone =
                configs.stream().map(config -> evaluation().evaluate(config)).toList();

        List<TrialOutcome> together = evaluation().evaluate(configs);

        assertThat(together)
                .allSatisfy(outcome -> assertThat(((Scored) outcome).lane()).isEqualTo(Lane.FAST));
        assertThat(metrics(together)).doesNotHaveDuplicates().isEqualTo(metrics(alone));
    }

    @Test
    void aFoldsRowsAreKeptOnceAndItsNeighborsSoughtOnce() {
        CrossValidation evaluation = evaluation();

        evaluation.evaluate(List.of(trial(0, 1), trial(1, LARGEST), trial(2, 5)));

        assertThat(SharedBytes.of(evaluation.data(0)))
                .isEqualTo(evaluation.folds().folds().stream()
                        .mapToLong(NeighborGroupTest::bytes)
                        .sum());
    }

    /** Rows twice, once for the search, and labels; distances and row numbers of the neighbours that were found. */
    private static long bytes(Fold fold) {
        return fold.train().length * (2L * COLUMNS + 1) * Double.BYTES
                + fold.test().length * (long) LARGEST * (Double.BYTES + Integer.BYTES);
    }

    @Test
    void moreNeighborsThanAFoldHasRowsFailTheirTrialAlone() {
        List<TrialOutcome> outcomes = evaluation().evaluate(List.of(trial(0, 3), trial(1, 61)));

        assertThat(outcomes.get(0)).isInstanceOf(Scored.class);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.category()).isEqualTo(FailureCategory.TRAINING_FAILED);
            assertThat(failed.message())
                    .isEqualTo("Param 'k' must be at most the number of rows to learn from (k: 61, rows: 60)");
        });
    }

    private static TrialConfig trial(long number, int k) {
        return new TrialConfig(
                number, "KNearestNeighborsClassifier", Map.of("k", new Whole(k), "weights", new Text("distance")), 7);
    }

    private static List<List<Map<String, Double>>> metrics(List<TrialOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> ((Scored) outcome)
                        .folds().stream().map(FoldScore::metrics).toList())
                .toList();
    }

    private static CrossValidation evaluation() {
        Random random = new Random(SEED);
        double[] labels = new double[ROWS];
        Arrays.setAll(labels, row -> row % 3);
        double[] features = new double[COLUMNS * ROWS];
        Arrays.setAll(features, index -> random.nextGaussian() + labels[index / COLUMNS] * (index % 5) / 5);
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(ROWS, COLUMNS, features))
                .classLabels(labels, 3, List.of())
                .build();
        return new CrossValidation(
                data,
                StratifiedKFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of("logLoss", "accuracy"), MetricOptions.defaults())),
                LaneSetting.AUTO);
    }
}
