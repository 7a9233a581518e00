package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.driver.SharedSession;
import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** In executors of their own processes, with Java's serializer. */
class TunerOnExecutorsIT {

    @Test
    void bothLanesGiveTheSameScores() throws IOException {
        SharedSession.stop();
        try (SparkSession session = SparkSession.builder()
                .config(ExecutorProcesses.configuration(new SparkConf(), 1))
                .appName("hone-tuning-cluster-tests")
                .getOrCreate()) {
            SparkSession.setActiveSession(session);
            Dataset<Row> table = TuningTables.raw();
            VectorAssembler assembler = new VectorAssembler()
                    .setInputCols(new String[] {"age", "noise", "price"})
                    .setOutputCol("assembled");
            StandardScaler scaler =
                    new StandardScaler().setInputCol("assembled").setOutputCol("features");
            LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
            ParamMap[] params = new ParamGridBuilder()
                    .addGrid(logistic.regParam(), new double[] {0.01, 0.1, 1})
                    .build();
            HyperparameterTuner tuner = new HyperparameterTuner()
                    .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, scaler, logistic}))
                    .setEstimatorParamMaps(params)
                    .setEvaluator(new BinaryClassificationEvaluator());

            HyperparameterTunerModel inTasks =
                    tuner.setLane("executor").setCollectSubModels(true).fit(table);
            HyperparameterTunerModel inCluster = tuner.setLane("cluster").fit(table);

            assertThat(inTasks.lanes()).containsOnly("fast");
            assertThat(inTasks.avgMetrics()).containsExactly(inCluster.avgMetrics(), within(1e-10));
            assertThat(inTasks.subModels()).hasDimensions(3, 3);
        } finally {
            SparkSession.clearActiveSession();
            SparkSession.clearDefaultSession();
        }
    }
}
