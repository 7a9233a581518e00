package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both estimators as Spark's users meet them. */
class NeuralNetworkTest {
    private static final int ROWS = 120;

    @TempDir
    private Path folder;

    @Test
    void classifierTransformsAsItSavesAndLoads() throws Exception {
        NeuralNetworkClassifier estimator = new NeuralNetworkClassifier()
                .setHiddenLayers(7, 5)
                .setActivation("gelu")
                .setEpochs(60)
                .setBatchSize(20)
                .setLearningRate(0.02);
        NeuralNetworkClassificationModel model = estimator.fit(table());

        Dataset<Row> transformed = model.transform(table());
        assertThat(new MulticlassClassificationEvaluator()
                        .setMetricName("accuracy")
                        .evaluate(transformed))
                .isGreaterThan(0.95);
        for (Row row : transformed.collectAsList()) {
            Vector probability = row.getAs("probability");
            assertThat(Vectors.norm(probability, 1)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
            assertThat(row.<Double>getAs("prediction")).isEqualTo(probability.argmax());
        }
        String path = folder.resolve("classifier").toString();
        model.write().save(path);
        NeuralNetworkClassificationModel loaded = NeuralNetworkClassificationModel.load(path);
        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat((int[]) loaded.getOrDefault(loaded.hiddenLayers())).containsExactly(7, 5);
        assertThat(loaded.getActivation()).isEqualTo("gelu");
        assertThat(loaded.getEpochs()).isEqualTo(60);
        assertThat(output(loaded)).isEqualTo(output(model));
        assertThat(output(model.copy(new ParamMap()))).isEqualTo(output(model));
        assertThat(output(SerializationUtils.clone(model))).isEqualTo(output(model));
    }

    @Test
    void regressorTransformsAsItSavesAndLoads() throws Exception {
        for (String loss : NeuralNetworkRegressor.LOSSES) {
            NeuralNetworkRegressionModel model = new NeuralNetworkRegressor()
                    .setLabelCol("size")
                    .setNeurons(16)
                    .setLoss(loss)
                    .setLearningRate(0.02)
                    .setBatchSize(20)
                    .fit(table());

            assertThat(new RegressionEvaluator()
                            .setLabelCol("size")
                            .setMetricName("r2")
                            .evaluate(model.transform(table())))
                    .as(loss)
                    .isGreaterThan(0.95);
            String path = folder.resolve(loss).toString();
            model.write().save(path);
            assertThat(output(NeuralNetworkRegressionModel.load(path))).isEqualTo(output(model));
            assertThat(output(SerializationUtils.clone(model))).isEqualTo(output(model));
        }
    }

    private static List<Row> output(org.apache.spark.ml.Model<?> model) {
        return model.transform(table()).collectAsList();
    }

    @Test
    void estimatorsAreSavedAndLoadedWithTheirParams() throws Exception {
        NeuralNetworkClassifier classifier = new NeuralNetworkClassifier()
                .setHiddenLayers(3, 4)
                .setSolver("sgd")
                .setDropout(0.25);
        classifier.write().save(folder.resolve("classifier").toString());
        NeuralNetworkClassifier loaded =
                NeuralNetworkClassifier.load(folder.resolve("classifier").toString());
        assertThat(loaded.getHiddenLayers()).containsExactly(3, 4);
        assertThat(loaded.getSolver()).isEqualTo("sgd");
        assertThat(loaded.getDropout()).isEqualTo(0.25);

        NeuralNetworkRegressor regressor =
                new NeuralNetworkRegressor().setLoss("huber").setEpsilon(2);
        regressor.write().save(folder.resolve("regressor").toString());
        assertThat(NeuralNetworkRegressor.load(folder.resolve("regressor").toString())
                        .getEpsilon())
                .isEqualTo(2);
    }

    @Test
    void aPipelineWithAScalerIsTunedBySparksOwnCrossValidator() throws Exception {
        NeuralNetworkClassifier network = new NeuralNetworkClassifier()
                .setFeaturesCol("scaled")
                .setStandardization(false)
                .setNeurons(8)
                .setEpochs(30)
                .setBatchSize(20);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new StandardScaler().setInputCol("features").setOutputCol("scaled").setWithMean(true), network
        });
        CrossValidatorModel tuned = new CrossValidator()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(network.learningRate(), new double[] {1e-6, 0.03})
                        .build())
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setNumFolds(2)
                .setSeed(1)
                .fit(table());

        assertThat(tuned.avgMetrics()[1]).isGreaterThan(0.9).isGreaterThan(tuned.avgMetrics()[0]);
        PipelineModel best = (PipelineModel) tuned.bestModel();
        assertThat(((NeuralNetworkClassificationModel) best.stages()[1]).getLearningRate())
                .isEqualTo(0.03);
        best.write().save(folder.resolve("pipeline").toString());
        assertThat(output(PipelineModel.load(folder.resolve("pipeline").toString())))
                .isEqualTo(output(best));
    }

    @Test
    void oneVsRestTakesIt() {
        OneVsRest oneVsRest = new OneVsRest()
                .setClassifier(new NeuralNetworkClassifier()
                        .setNeurons(6)
                        .setEpochs(40)
                        .setLearningRate(0.03));
        assertThat(new MulticlassClassificationEvaluator()
                        .setMetricName("accuracy")
                        .evaluate(oneVsRest.fit(table()).transform(table())))
                .isGreaterThan(0.9);
    }

    @Test
    void paramsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new NeuralNetworkClassifier("n").setHiddenLayers(5, 0))
                .hasMessageStartingWith("n parameter hiddenLayers given invalid value");
        assertThatThrownBy(() -> new NeuralNetworkClassifier("n").setNeurons(0))
                .hasMessage("n parameter neurons given invalid value 0.");
        assertThatThrownBy(() -> new NeuralNetworkRegressor("n").setActivation("step"))
                .hasMessage("Param 'activation' must be one of relu, tanh, sigmoid, elu, gelu, identity (value: step)");
        assertThatThrownBy(() -> new NeuralNetworkClassifier()
                        .setHiddenLayers(5)
                        .setNeurons(4)
                        .fit(table()))
                .hasMessage("NeuralNetworkClassifier: hidden layers must be given by 'hiddenLayers', or by 'layers' and"
                        + " 'neurons', not by both");
        assertThatThrownBy(() -> new NeuralNetworkClassifier()
                        .setSolver("l-bfgs")
                        .setDropout(0.5)
                        .fit(table()))
                .hasMessage("NeuralNetworkClassifier: param 'dropout' must be 0 with solver l-bfgs (dropout: 0.5)");
    }

    @Test
    void vectorsOfAnotherSizeAreRefused() {
        NeuralNetworkClassificationModel model =
                new NeuralNetworkClassifier().setEpochs(1).fit(table());
        assertThatThrownBy(() -> model.predict(Vectors.dense(1, 2)))
                .hasMessage("The network was trained on 3 features (features: 2)");
    }

    /** Three classes by the largest of three features, and a quantity that bends. */
    private static Dataset<Row> table() {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Vector features = Vectors.dense(3 * random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            Vector unit = Vectors.dense(features.apply(0) / 3, features.apply(1), features.apply(2));
            double size = 100 + 20 * unit.apply(0) + 5 * unit.apply(1) * unit.apply(1);
            rows.add(RowFactory.create((double) unit.argmax(), size, features));
        }
        StructType schema = new StructType()
                .add("label", DataTypes.DoubleType)
                .add("size", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType());
        return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
    }
}
