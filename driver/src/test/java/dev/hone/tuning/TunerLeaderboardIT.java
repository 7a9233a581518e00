package dev.hone.tuning;

import static dev.hone.tuning.TunerPipelines.FOLDS;
import static dev.hone.tuning.TunerPipelines.accuracy;
import static dev.hone.tuning.TunerPipelines.linearParams;
import static dev.hone.tuning.TunerPipelines.ofTwoColumns;
import static dev.hone.tuning.TunerPipelines.price;
import static dev.hone.tuning.TunerPipelines.regParams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.UserSession;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics and leaderboards of a tuner, in both lanes. */
@ExtendWith(UserSession.class)
class TunerLeaderboardIT {
    private static final double TOLERANCE = 1e-10;
    private static final double METRIC_TOLERANCE = 1e-12;

    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable() {
        table = TunerPipelines.table();
    }

    @Test
    void anEvaluatorOfOnesOwnIsAskedInTheClusterLane() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        CrossValidator validator = new CrossValidator()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(new MeanPrediction())
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel found = HyperparameterTuner.of(validator).fit(table);

        assertThat(found.avgMetrics()).containsExactly(validator.fit(table).avgMetrics(), within(TOLERANCE));
        assertThat(found.lanes()).containsOnly("cluster");
        assertThat(found.laneReasons()).containsOnly("evaluator MeanPrediction cannot be computed inside a task");
        assertThatThrownBy(() ->
                        HyperparameterTuner.of(validator).setLane("executor").fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Lane executor: evaluator MeanPrediction cannot be computed inside a task; use lane auto or"
                        + " cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"executor", "cluster"})
    void furtherMetricsAreThoseOfSparksEvaluatorsOnTheSameFolds(String lane) {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        BinaryClassificationEvaluator ranking = new BinaryClassificationEvaluator().setWeightCol("weight");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(ranking)
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .setLane(lane)
                .setCollectSubModels(true);
        double[] alone = tuner.fit(table).avgMetrics();

        HyperparameterTunerModel found = tuner.setMetrics("f1", "logLoss").fit(table);

        assertThat(found.avgMetrics()).containsExactly(alone, within(METRIC_TOLERANCE));
        assertThat(found.metrics()).containsExactly("areaUnderROC", "f1", "logLoss");
        for (int fold = 0; fold < FOLDS; fold++) {
            Dataset<Row> validation = table.filter(table.col("fold").equalTo(fold));
            for (int trial = 0; trial < alone.length; trial++) {
                Dataset<Row> predictions = found.subModels()[fold][trial].transform(validation);
                for (String metric : List.of("f1", "logLoss")) {
                    assertThat(found.foldMetrics(metric)[fold][trial])
                            .isCloseTo(
                                    accuracy(metric).setWeightCol("weight").evaluate(predictions),
                                    within(METRIC_TOLERANCE));
                }
                assertThat(found.foldMetrics("areaUnderROC")[fold][trial])
                        .isCloseTo(ranking.evaluate(predictions), within(METRIC_TOLERANCE));
            }
        }
        Row best = found.leaderboard().first();
        int trial = best.getAs("trial");
        assertThat(best.<Double>getAs("mean_f1")).isEqualTo(found.avgMetrics("f1")[trial]);
        assertThat(best.<Double>getAs("std_logLoss")).isEqualTo(found.stdMetrics("logLoss")[trial]);
        assertThat(best.getList(best.fieldIndex("folds_f1"))).hasSize(FOLDS);
        assertThat(best.<String>getAs("laneReason")).isEqualTo(lane.equals("cluster") ? "param lane asks for it" : "");
    }

    @Test
    void aTableThatIsTooLargeForTasksGivesTheSameLeaderboardInTheCluster() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(accuracy("logLoss"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel small = tuner.fit(table);
        HyperparameterTunerModel large = tuner.setMaxTableBytes(100).fit(table);

        assertThat(large.lanes()).containsOnly("cluster");
        assertThat(large.laneReasons()).containsOnly("table of about 3.8 KiB is larger than maxTableBytes, 100 bytes");
        assertThat(small.lanes()).containsOnly("fast");
        assertThat(small.laneReasons()).containsOnly("");
        assertThat(trials(large)).isEqualTo(trials(small));
        assertThat(large.avgMetrics()).containsExactly(small.avgMetrics(), within(TOLERANCE));
    }

    @Test
    void theLeaderboardHasTheBestTrialFirst() {
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(linear))
                .setEstimatorParamMaps(linearParams(linear))
                .setEvaluator(price("rmse"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .fit(table);

        List<Row> leaderboard = found.leaderboard().collectAsList();

        assertThat(leaderboard).hasSize(4);
        assertThat(leaderboard).extracting(row -> row.<Integer>getAs("rank")).containsExactly(1, 2, 3, 4);
        assertThat(leaderboard)
                .extracting(row -> row.<Double>getAs("avgMetric"))
                .isSorted();
        assertThat(leaderboard.get(0).<Double>getAs("param_LinearRegression.regParam"))
                .isNotNull();
        assertThat(found.foldMetrics()).hasDimensions(FOLDS, 4);
    }

    private static List<Integer> trials(HyperparameterTunerModel model) {
        return model.leaderboard().collectAsList().stream()
                .map(row -> row.<Integer>getAs("trial"))
                .toList();
    }
}
