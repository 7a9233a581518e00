package dev.hone.driver.report;

import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.report.StudyResult.Output;
import dev.hone.driver.report.StudyResult.SearchTime;
import dev.hone.driver.report.StudyResult.StudySource;
import dev.hone.driver.report.StudyResult.Table;
import dev.hone.driver.report.StudyResult.Validation;
import dev.hone.driver.report.StudyResult.Versions;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StudyResultTest {
    private static final StudyResult RESULT = new StudyResult(
            new StudySource("iris", "studies/iris.yaml"),
            new Table("iris.csv", "csv", 150, "abc", List.of("petal", "sepal")),
            new Validation("k-fold", 2, Map.of("folds", 2)),
            42,
            5,
            new StudyResult.Curves(Optional.empty(), OptionalLong.empty()),
            new SearchTime(
                    Instant.parse("2026-01-02T03:04:05Z"),
                    Instant.parse("2026-01-02T03:04:07.5Z"),
                    Duration.ofMillis(1234)),
            new Versions("1.0", "4.1.0"),
            new Output(Optional.of("out/model"), "out/leaderboard.csv"),
            Optional.of("Pipeline pipeline;\n"));

    private final Leaderboard leaderboard =
            new Leaderboard(new Objective("rmse", Direction.MINIMIZE), List.of("rmse", "r2"));

    @Test
    void tellsTheBestTrialTheCountsTheTimesAndWhatRan() {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        params.put("regParam", value(0.5));
        params.put("maxIter", value(10));
        params.put("solver", value("l-bfgs"));
        params.put("fitIntercept", value(false));
        params.put("thresholds", new Sequence(values(0.5, 1)));
        leaderboard.add(new Scored(
                new TrialConfig(3, "LinearRegression", params, -7),
                new LaneChoice(Lane.INLINE, "all labels are equal"),
                List.of(
                        new FoldScore(0, Map.of("rmse", 1.0, "r2", 0.25), 500_000_000, 1),
                        new FoldScore(1, Map.of("rmse", 2.0, "r2", 0.75), 250_000_000, 1)),
                1_000_000_000));
        leaderboard.add(Trials.failed(1, "no"));

        assertThat(RESULT.toJson(leaderboard)).isEqualTo("""
                {
                  "study" : "iris",
                  "studyFile" : "studies/iris.yaml",
                  "metric" : "rmse",
                  "direction" : "minimize",
                  "seed" : 42,
                  "table" : {
                    "path" : "iris.csv",
                    "format" : "csv",
                    "rows" : 150
                  },
                  "features" : [ "petal", "sepal" ],
                  "validation" : {
                    "scheme" : "k-fold",
                    "folds" : 2,
                    "params" : {
                      "folds" : 2
                    }
                  },
                  "best" : {
                    "number" : 3,
                    "score" : 1.5,
                    "std" : 0.5,
                    "observed" : 1.5,
                    "recommendedBy" : "observed",
                    "learner" : "LinearRegression",
                    "params" : {
                      "regParam" : 0.5,
                      "maxIter" : 10,
                      "solver" : "l-bfgs",
                      "fitIntercept" : false,
                      "thresholds" : [ 0.5, 1 ]
                    },
                    "foldScores" : [ 1.0, 2.0 ],
                    "metrics" : {
                      "rmse" : 1.5,
                      "r2" : 0.5
                    },
                    "lane" : "inline",
                    "laneReason" : "all labels are equal",
                    "seed" : -7,
                    "java" : "Pipeline pipeline;\\n"
                  },
                  "trials" : {
                    "total" : 5,
                    "succeeded" : 1,
                    "failed" : 1,
                    "pruned" : 0
                  },
                  "failures" : [ {
                    "category" : "TRAINING_FAILED",
                    "message" : "no",
                    "trials" : 1,
                    "first" : 1
                  } ],
                  "started" : "2026-01-02T03:04:05Z",
                  "ended" : "2026-01-02T03:04:07.500Z",
                  "wallSeconds" : 1.234,
                  "trainSeconds" : 0.75,
                  "honeVersion" : "1.0",
                  "sparkVersion" : "4.1.0",
                  "dataFingerprint" : "abc",
                  "output" : {
                    "model" : "out/model",
                    "leaderboard" : "out/leaderboard.csv"
                  }
                }
                """);
    }

    @Test
    void theJavaIsReadForTheTrialThatItIsOf() {
        leaderboard.add(new Scored(
                new TrialConfig(3, "LinearRegression", Map.of(), 1),
                Lane.INLINE,
                List.of(new FoldScore(0, Map.of("rmse", 1.0, "r2", 0.25), 1, 1)),
                1));
        String json = RESULT.toJson(leaderboard);

        assertThat(StudyResult.java(json, 3)).contains("Pipeline pipeline;\n");
        assertThat(StudyResult.java(json, 4)).isEmpty();
    }

    @Test
    void aFileThatIsNoResultHasNoJava() {
        assertThat(List.of("", "{", "[]", "{\"best\": {\"number\": 3}}"))
                .allSatisfy(text -> assertThat(StudyResult.java(text, 3)).isEmpty());
    }

    @Test
    void withoutAScoreThereIsNoBest() {
        leaderboard.add(Trials.failed(1, "no"));

        assertThat(RESULT.toJson(leaderboard)).doesNotContain("best").contains("\"failed\" : 1");
    }
}
