package dev.hone.driver.report;

import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    private final Map<Long, TrialConfig> configs = new HashMap<>();
    private final Leaderboard leaderboard =
            new Leaderboard(new Objective("f1", Direction.MAXIMIZE), List.of("f1", "logLoss"));

    @Test
    void showsTheTenBestAndTheBestAsJava() {
        for (int number = 0; number < 12; number++) {
            add(number, "LinearSVC", Map.of("regParam", value(number / 10.0)), number / 16.0);
        }

        assertThat(text("regParam")).isEqualTo("""
                 rank  trial      f1     std  logLoss  regParam  seconds
                    1     11  0.6875  0.0000   0.5000       1.1     1.50
                    2     10  0.6250  0.0000   0.5000         1     1.50
                    3      9  0.5625  0.0000   0.5000       0.9     1.50
                    4      8  0.5000  0.0000   0.5000       0.8     1.50
                    5      7  0.4375  0.0000   0.5000       0.7     1.50
                    6      6  0.3750  0.0000   0.5000       0.6     1.50
                    7      5  0.3125  0.0000   0.5000       0.5     1.50
                    8      4  0.2500  0.0000   0.5000       0.4     1.50
                    9      3  0.1875  0.0000   0.5000       0.3     1.50
                   10      2  0.1250  0.0000   0.5000       0.2     1.50

                Best: trial 11, f1 0.6875, std 0.0000 over 1 fold

                import org.apache.spark.ml.classification.LinearSVC;

                LinearSVC linearSVC = new LinearSVC()
                    .setRegParam(1.1);
                """);
    }

    @Test
    void learnersHaveAColumnWhereTheyDifferAndParamsWhereOneIsSet() {
        add(0, "LinearSVC", Map.of("regParam", value(0.5)), 0.5);
        add(1, "NaiveBayes", Map.of("smoothing", value(2)), 0.25);

        assertThat(text("regParam", "smoothing", "unused").lines().limit(3))
                .containsExactly(
                        " rank  trial      f1     std  logLoss  learner     regParam  smoothing  seconds",
                        "    1      0  0.5000  0.0000   0.5000  LinearSVC        0.5                1.50",
                        "    2      1  0.2500  0.0000   0.5000  NaiveBayes                    2     1.50");
    }

    @Test
    void failuresAreCountedByReason() {
        for (int number = 0; number < 3; number++) {
            leaderboard.add(Trials.failed(number, "three classes"));
        }
        leaderboard.add(Trials.failed(3, "no convergence"));
        leaderboard.add(Trials.failed(4, "a"));
        leaderboard.add(Trials.failed(5, "b"));

        assertThat(text()).isEqualTo("""
                6 failed
                3 x TRAINING_FAILED: three classes
                1 x TRAINING_FAILED: a
                1 x TRAINING_FAILED: b
                """);
    }

    @Test
    void failuresFollowTheBestAfterABlankLine() {
        leaderboard.add(Trials.failed(0, "three classes"));
        add(1, "LinearSVC", Map.of(), 0.5);

        assertThat(text()).endsWith("LinearSVC();\n\n1 failed\n1 x TRAINING_FAILED: three classes\n");
    }

    @ParameterizedTest
    @CsvSource({
        "100.0, 100",
        "1000.0, 1000",
        "123456.0, 123500",
        "0.0, 0",
        "-0.0, 0",
        "0.1, 0.1",
        "0.333333, 0.3333",
        "0.0001, 0.0001",
        "0.00001234567, 0.00001235",
        "1e-9, 1E-9",
        "2e12, 2E+12",
        "-2.5, -2.5"
    })
    void realParamsHaveFourDigits(double param, String shown) {
        add(0, "LinearSVC", Map.of("regParam", value(Math.abs(param))), 0.5);
        add(1, "LinearSVC", Map.of("tol", value(param)), 0.25);

        assertThat(text("tol").lines().skip(2).findFirst().orElseThrow().strip().split(" +", -1)[5])
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0000",
        "0.5, 0.5000",
        "-0.25, -0.2500",
        "1234.56789, 1234.5679",
        "123456.789, 123457",
        "0.000123456789, 0.000123457",
        "1e-200, 1.00000E-200",
        "1e300, 1.00000E+300"
    })
    void scoresHaveFourDecimalsOrSixDigits(double score, String shown) {
        assertThat(Summary.score(score)).isEqualTo(shown);
    }

    @Test
    void scoresThatDivergedAreShownWithTheStdThatTheyHave() {
        leaderboard.add(new Scored(
                config(0, "LinearSVC", Map.of()),
                Lane.FAST,
                List.of(
                        new FoldScore(0, Map.of("f1", 1e200, "logLoss", 1.0), 1, 1),
                        new FoldScore(1, Map.of("f1", -1e200, "logLoss", 1.0), 1, 1)),
                1));

        assertThat(text()).contains("0.0000  Infinity");
    }

    private void add(long number, String learner, Map<String, ParameterValue> params, double f1) {
        FoldScore fold = new FoldScore(0, Map.of("f1", f1, "logLoss", 0.5), 1, 1);
        TrialOutcome outcome = new Scored(config(number, learner, params), Lane.FAST, List.of(fold), 1_500_000_000);
        leaderboard.add(outcome);
    }

    private TrialConfig config(long number, String learner, Map<String, ParameterValue> params) {
        TrialConfig config = new TrialConfig(number, learner, params, 9);
        configs.put(number, config);
        return config;
    }

    private String text(String... params) {
        return new Summary(
                        leaderboard,
                        List.of(params),
                        configs::get,
                        config -> Optional.of(JavaSnippet.of(config, StudyPipeline.none())))
                .text();
    }
}
