package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class TunerWithKryoTest {

    @Test
    void trialsRunInTasksWhereKryoKnowsOnlyRegisteredClasses() {
        SparkSession.setActiveSession(LocalSpark.session());
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "price"})
                .setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(logistic.regParam(), new double[] {0.01, 10})
                .build();

        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, logistic}))
                .setEstimatorParamMaps(params)
                .setEvaluator(new BinaryClassificationEvaluator())
                .setFoldCol("fold")
                .fit(TuningTables.raw());

        assertThat(found.lanes()).containsOnly("fast");
        assertThat(found.avgMetrics()[0]).isGreaterThan(0.9);
    }
}
