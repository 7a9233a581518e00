package dev.hone.tuning;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Pipelines on {@link TuningTables}, their params and evaluators. */
final class TunerPipelines {
    /** Folds of {@link #table}. */
    static final int FOLDS = 2;

    private TunerPipelines() {}

    /** That of {@link TuningTables#raw}, with so many folds. */
    static Dataset<Row> table() {
        return TuningTables.raw()
                .withColumn("fold", functions.col("fold").mod(FOLDS))
                .cache();
    }

    static PipelineStage[] stages(Estimator<?> learner) {
        return new PipelineStage[] {imputer(), indexer(), encoder(), assembler("features"), learner};
    }

    static Pipeline pipeline(Estimator<?> learner) {
        boolean scaled = learner instanceof Pipeline;
        return new Pipeline().setStages(new PipelineStage[] {
            imputer(), indexer(), encoder(), assembler(scaled ? "assembled" : "features"), learner
        });
    }

    /** Without stages that are fitted, which would take most of the time of CrossValidator. */
    static Pipeline ofTwoColumns(Estimator<?> learner) {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise"})
                .setOutputCol("features");
        return new Pipeline().setStages(new PipelineStage[] {assembler, learner});
    }

    static Imputer imputer() {
        return new Imputer().setInputCols(new String[] {"size"}).setOutputCols(new String[] {"filled"});
    }

    static StringIndexer indexer() {
        return new StringIndexer().setInputCol("colour").setOutputCol("index").setHandleInvalid("keep");
    }

    static OneHotEncoder encoder() {
        return new OneHotEncoder().setInputCol("index").setOutputCol("encoded");
    }

    static VectorAssembler assembler() {
        return new VectorAssembler()
                .setInputCols(new String[] {"filled", "age", "noise"})
                .setOutputCol("assembled");
    }

    static VectorAssembler assembler(String output) {
        return new VectorAssembler()
                .setInputCols(new String[] {"filled", "age", "noise", "encoded"})
                .setOutputCol(output);
    }

    static StandardScaler scaler() {
        return new StandardScaler().setInputCol("assembled").setOutputCol("features");
    }

    static MulticlassClassificationEvaluator accuracy(String metric) {
        return new MulticlassClassificationEvaluator().setMetricName(metric);
    }

    static RegressionEvaluator price(String metric) {
        return new RegressionEvaluator().setLabelCol("price").setMetricName(metric);
    }

    static ParamMap[] regParams(LogisticRegression learner) {
        return new ParamGridBuilder()
                .addGrid(learner.regParam(), new double[] {0.001, 3})
                .build();
    }

    static ParamMap[] linearParams(LinearRegression learner) {
        return new ParamGridBuilder()
                .addGrid(learner.regParam(), new double[] {0.01, 1})
                .addGrid(learner.elasticNetParam(), new double[] {0, 0.5})
                .build();
    }
}
