package dev.hone.tuning;

import static dev.hone.tuning.TunerPipelines.FOLDS;
import static dev.hone.tuning.TunerPipelines.accuracy;
import static dev.hone.tuning.TunerPipelines.assembler;
import static dev.hone.tuning.TunerPipelines.linearParams;
import static dev.hone.tuning.TunerPipelines.ofTwoColumns;
import static dev.hone.tuning.TunerPipelines.pipeline;
import static dev.hone.tuning.TunerPipelines.price;
import static dev.hone.tuning.TunerPipelines.scaler;
import static dev.hone.tuning.TunerPipelines.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.UserSession;
import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trials of a tuner that fail. */
@ExtendWith(UserSession.class)
class TunerFailuresIT {
    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable() {
        table = TunerPipelines.table();
    }

    @Test
    void aTrialThatFailsStopsNoOther() {
        NaiveBayes bayes = new NaiveBayes();
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        Pipeline pipeline = new Pipeline();
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(pipeline.stages(), CollectionOf.stages(stages(bayes), stages(logistic)))
                .build();
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel found = tuner.fit(table);

        assertThat(found.avgMetrics()[0]).isNaN();
        assertThat(found.avgMetrics()[1]).isGreaterThan(0.7);
        assertThat(found.leaderboard().orderBy("rank").collectAsList().get(1).<String>getAs("message"))
                .contains("MUST NOT be Negative");
        assertThatThrownBy(() ->
                        tuner.setEstimatorParamMaps(Arrays.copyOf(params, 1)).fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Every trial failed; the first one: ")
                .hasMessageContaining("MUST NOT be Negative");
    }

    @Test
    void aSearchFailsOnceMoreTrialsHaveFailedThanMay() {
        NaiveBayes bayes = new NaiveBayes();
        Pipeline pipeline = new Pipeline();
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(
                                pipeline.stages(),
                                CollectionOf.stages(stages(bayes), stages(new LogisticRegression().setMaxIter(5))))
                        .build())
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        assertThatThrownBy(() -> tuner.setMaxFailures(0).fit(table))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("(?s)1 of [12] trials have failed, more than maxFailures allows \\(0\\);"
                        + " 1 x TRAINING_FAILED: .*MUST NOT be Negative.*");
        assertThat(tuner.setMaxFailures("50%").fit(table).avgMetrics()).hasSize(2);
        assertThatThrownBy(() -> tuner.setMaxFailures("a few"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Param 'maxFailures' must be a number of trials such as 10, or a share of those that have ended"
                                + " such as 20% (value: a few)");
    }

    /** Beside another, alone, and that again. */
    @Test
    void aTrialThatLacksMemoryIsRunAgainAsOftenAsIsAsked() {
        HungryTree tree = new HungryTree();
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(tree))
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(tree.maxDepth(), new int[] {1, HungryTree.HUNGRY_DEPTH})
                        .build())
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HungryTree.LEFT.set(1000);
        assertThat(tuner.fit(table).avgMetrics()[1]).isNaN();
        int used = 1000 - HungryTree.LEFT.get();

        HungryTree.LEFT.set(used);
        double[] metrics = tuner.setRetryFailed(1).fit(table).avgMetrics();

        assertThat(HungryTree.LEFT.get()).isNotPositive();
        assertThat(metrics[1]).isBetween(0.0, 1.0);
        assertThatThrownBy(() -> tuner.setRetryFailed(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retryFailed")
                .hasMessageContaining("11");
    }

    @Test
    void aStageThatCannotReadItsRowsFailsItsTrialAlone() {
        VectorAssembler assembler =
                new VectorAssembler().setInputCols(new String[] {"size", "age"}).setOutputCol("assembled");
        StandardScaler scaler = new StandardScaler().setInputCol("assembled").setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        LogisticRegression unscaled = new LogisticRegression().setMaxIter(5).setFeaturesCol("assembled");
        Pipeline pipeline = new Pipeline();
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(
                        pipeline.stages(),
                        CollectionOf.stages(
                                new PipelineStage[] {assembler, scaler, logistic},
                                new PipelineStage[] {assembler, unscaled}))
                .addGrid(assembler.handleInvalid(), CollectionOf.values("error", "skip"))
                .build();

        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .fit(table);

        assertThat(found.leaderboard().collectAsList())
                .hasSize(4)
                .filteredOn(trial -> Double.isNaN(trial.<Double>getAs("avgMetric")))
                .hasSize(2)
                .allSatisfy(trial -> assertThat(trial.<String>getAs("message")).contains("null"));
    }

    @Test
    void whatSparkAssertsFailsItsTrialAlone() {
        BisectingKMeans clusters = new BisectingKMeans().setK(2);
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(clusters))
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(clusters.minDivisibleClusterSize(), new double[] {1, 1000})
                        .build())
                .setEvaluator(new ClusteringEvaluator())
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .setLane("cluster")
                .fit(table);

        assertThat(found.avgMetrics()[0]).isFinite();
        assertThat(found.avgMetrics()[1]).isNaN();
    }

    @Test
    void weightsThatAreNotThereAreNoScores() {
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(linear))
                .setEstimatorParamMaps(linearParams(linear))
                .setEvaluator(price("rmse").setWeightCol("wieght"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        assertThatThrownBy(() -> tuner.fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Every trial failed; the first one: ")
                .hasMessageContaining("wieght");
    }

    @Test
    void aScoreThatIsNoNumberHasAMessage() {
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(linear))
                .setEstimatorParamMaps(linearParams(linear))
                .setEvaluator(price("r2"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        assertThatThrownBy(() -> tuner.fit(table.withColumn("price", functions.lit(1.0))))
                .hasMessage("Every trial failed; the first one: r2 is not defined on fold 0: all test rows have"
                        + " the label 1");
    }
}
