package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.SharedBytes;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.train.inline.ModelState;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefitTest {
    private static final int ROWS = 90;

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    @ParameterizedTest
    @CsvSource({"20, 2, 2", "20, 16, 5", "8, 16, 2", "7, 16, 1", "20, 1, 1", "1, 16, 1"})
    void tasksShareAForestOfEnoughTrees(int trees, int slots, int parts) {
        assertThat(refit("RandomForestClassifier", Map.of("numTrees", new Whole(trees)), LaneSetting.AUTO)
                        .parts(slots))
                .isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DecisionTreeClassifier", "GBTClassifier", "LogisticRegression", "NoSuchLearner"})
    void otherTrainingsAreOfOnePiece(String learner) {
        assertThat(refit(learner, Map.of(), LaneSetting.AUTO).parts(16)).isEqualTo(1);
    }

    @Test
    void inlineForestsAreOfOnePiece() {
        assertThat(refit("RandomForestClassifier", Map.of(), LaneSetting.INLINE).parts(16))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void aModelOfPartsIsThatOfOnePiece(int parts) {
        Refit refit = refit("RandomForestClassifier", Map.of("numTrees", new Whole(23)), LaneSetting.AUTO);

        List<Refitted> trained = IntStream.range(0, parts)
                .mapToObj(part -> refit.part(part, parts).orElseThrow())
                .toList();

        assertThat(ModelState.of(refit.joined(trained).trained().model()))
                .isEqualTo(ModelState.of(refit.model().trained().model()));
    }

    @Test
    void partsShareWhatTheyMakeOfTheRows() {
        TrainingData data = data();
        Refit refit = refit(data, "RandomForestClassifier", Map.of("numTrees", new Whole(8)), LaneSetting.AUTO);

        assertThat(refit.part(0, 2)).isPresent();
        long ofOne = SharedBytes.of(data);
        assertThat(refit.part(1, 2)).isPresent();

        assertThat(SharedBytes.of(data)).isEqualTo(ofOne).isPositive();
    }

    @Test
    void aTrainingThatFailsSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> refit("NoSuchLearner", Map.of(), LaneSetting.AUTO).model())
                .withMessageContaining("NoSuchLearner");
    }

    private static Refit refit(String learner, Map<String, ParameterValue> params, LaneSetting lane) {
        return refit(data(), learner, params, lane);
    }

    private static TrainingData data() {
        Random random = new Random(5);
        double[] labels = new double[ROWS];
        double[] features = random.doubles(3L * ROWS).toArray();
        for (int row = 0; row < ROWS; row++) {
            labels[row] = features[3 * row] + random.nextDouble() > 1 ? 1 : 0;
        }
        return TrainingData.builder(FeatureMatrix.dense(ROWS, 3, features))
                .classLabels(labels, 2, List.of())
                .build();
    }

    private static Refit refit(
            TrainingData data, String learner, Map<String, ParameterValue> params, LaneSetting lane) {
        CrossValidation evaluation = new CrossValidation(
                data,
                StratifiedKFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of("accuracy"), MetricOptions.defaults())),
                lane);
        return new Refit(evaluation, Learner.named(new TrialConfig(0, learner, params, 17)));
    }
}
