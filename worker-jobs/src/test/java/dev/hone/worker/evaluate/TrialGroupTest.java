package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialGroupTest {
    private static final int ROWS = 60;
    private final CrossValidation evaluation = evaluation();

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    @Test
    void eachOutcomeOfAGroupIsThatOfTheTrialAlone() {
        List<TrialConfig> configs = List.of(trial(0, iterations(1)), trial(1, iterations(20)), trial(2, iterations(4)));
        assertThat(TrialGroup.areTrainedTogether(learners(configs), LaneSetting.AUTO))
                .isTrue();

        List<TrialOutcome> together = evaluation.evaluate(configs);

        assertThat(together).extracting(TrialOutcome::config).containsExactlyElementsOf(configs);
        assertThat(metrics(together))
                .doesNotHaveDuplicates()
                .isEqualTo(metrics(configs.stream().map(evaluation::evaluate).toList()));
    }

    @Test
    void trialsThatDifferInPenaltyToleranceAndSeedAreTrainedTogether() {
        List<TrialConfig> configs = new ArrayList<>();
        for (double regParam : new double[] {0, 0.01, 0.3, 5}) {
            for (double tol : new double[] {1e-6, 1e-2}) {
                Map<String, ParameterValue> params = Map.of("regParam", new Real(regParam), "tol", new Real(tol));
                configs.add(new TrialConfig(configs.size(), "LogisticRegression", params, configs.size()));
            }
        }
        assertThat(TrialGroup.areTrainedTogether(learners(configs), LaneSetting.AUTO))
                .isTrue();

        List<TrialOutcome> together = evaluation.evaluate(configs);

        assertThat(together).extracting(TrialOutcome::config).containsExactlyElementsOf(configs);
        assertThat(metrics(together))
                .doesNotHaveDuplicates()
                .isEqualTo(metrics(configs.stream().map(evaluation::evaluate).toList()));
    }

    @Test
    void trialsThatDifferByMoreAreRunOneByOne() {
        List<TrialConfig> configs = List.of(trial(0, iterations(1)), trial(1, Map.of("fitIntercept", new Flag(false))));

        assertThat(TrialGroup.areTrainedTogether(learners(configs), LaneSetting.AUTO))
                .isFalse();
        assertThat(metrics(evaluation.evaluate(configs)))
                .isEqualTo(metrics(configs.stream().map(evaluation::evaluate).toList()));
    }

    @Test
    void aGroupThatCannotBeTrainedIsAFailureEach() {
        Sequence thresholds = new Sequence(List.of(new Real(0.2), new Real(0.3), new Real(0.5)));
        List<TrialConfig> configs = IntStream.of(3, 5)
                .mapToObj(iterations ->
                        trial(iterations, Map.of("maxIter", new Whole(iterations), "thresholds", thresholds)))
                .toList();

        assertThat(evaluation.evaluate(configs))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.category()).isEqualTo(FailureCategory.TRAINING_FAILED);
                    assertThat(failed.message()).contains("thresholds");
                }));
    }

    @Test
    void aTrialThatItsFastTrainerLeavesToMllibSaysInline() {
        assertThat(laneOfRegression(LaneSetting.AUTO, row -> row % 7)).isEqualTo(LaneChoice.FAST);
        assertThat(laneOfRegression(LaneSetting.AUTO, row -> 5))
                .isEqualTo(new LaneChoice(Lane.INLINE, "all labels are equal"));
    }

    @Test
    void inlineTrainingSaysWhyNoFastTrainerTookTheTrial() {
        assertThat(laneOfRegression(LaneSetting.INLINE, row -> row % 7))
                .isEqualTo(new LaneChoice(Lane.INLINE, "search.lane asks for it"));
        TrialConfig noFastTrainer = new TrialConfig(0, "FMClassifier", Map.of("maxIter", new Whole(2)), 7);
        assertThat(((Scored) evaluation.evaluate(noFastTrainer)).choice())
                .isEqualTo(new LaneChoice(Lane.INLINE, "FMClassifier has no fast trainer"));
    }

    private static LaneChoice laneOfRegression(LaneSetting lane, IntToDoubleFunction label) {
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(
                        ROWS, 1, IntStream.range(0, ROWS).asDoubleStream().toArray()))
                .quantities(IntStream.range(0, ROWS).mapToDouble(label).toArray())
                .build();
        CrossValidation regression = new CrossValidation(
                data,
                KFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of("rmse"), MetricOptions.defaults())),
                lane);
        TrialConfig config = new TrialConfig(0, "LinearRegression", Map.of("solver", new Text("l-bfgs")), 7);
        TrialOutcome outcome = regression.evaluate(config);
        assertThat(outcome).isInstanceOf(Scored.class);
        return ((Scored) outcome).choice();
    }

    private static Map<String, ParameterValue> iterations(int most) {
        return Map.of("maxIter", new Whole(most), "regParam", new Real(0.01));
    }

    private static TrialConfig trial(long number, Map<String, ParameterValue> params) {
        return new TrialConfig(number, "LogisticRegression", params, 7);
    }

    private static List<List<Map<String, Double>>> metrics(List<TrialOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> ((Scored) outcome)
                        .folds().stream().map(fold -> fold.metrics()).toList())
                .toList();
    }

    private static CrossValidation evaluation() {
        Random random = new Random(3);
        double[] labels = new double[ROWS];
        double[] features = new double[3 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % 2;
            for (int column = 0; column < 3; column++) {
                features[3 * row + column] = random.nextGaussian() + labels[row] * column;
            }
        }
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(ROWS, 3, features))
                .classLabels(labels, 2, List.of())
                .build();
        return new CrossValidation(
                data,
                StratifiedKFold.inOrder(3).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of("logLoss", "accuracy"), MetricOptions.defaults())));
    }

    private static List<Learner> learners(List<TrialConfig> configs) {
        return configs.stream().map(Learner::named).toList();
    }
}
