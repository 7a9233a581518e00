package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts that every estimator of the package is made of, by the example of {@link MeanRegressor}. */
class EstimatorBaseTest {
    private static final Vector NOTHING = Vectors.dense(0);

    @TempDir
    private Path folder;

    @Test
    void paramsBelongToTheObjectWhoseUidWasGiven() {
        MeanRegressor given = new MeanRegressor("given");
        MeanRegressor random = new MeanRegressor();

        assertThat(given.uid()).isEqualTo("given");
        assertThat(random.uid()).startsWith("MeanRegressor_");
        assertThat(given.params()).extracting(Param::parent).containsOnly("given");
        assertThat(random.params()).extracting(Param::parent).containsOnly(random.uid());
        assertThat(given.params())
                .extracting(Param::name)
                .containsExactly("featuresCol", "labelCol", "offset", "predictionCol", "seed", "weightCol");
        assertThat(given.explainParams()).contains("offset: added to the mean (>= 0) (default: 0.0)");
    }

    @Test
    void paramsAreValidated() {
        assertThatThrownBy(() -> new MeanRegressor("m").setOffset(-1))
                .hasMessage("m parameter offset given invalid value -1.0.");
    }

    @Test
    void aCopyHasTheSameUidAndParamsOfItsOwn() {
        MeanRegressor original = new MeanRegressor("m").setOffset(2).setFeaturesCol("f");
        MeanRegressor copy = original.copy(new ParamMap().put(original.offset().w(3)));

        assertThat(copy.uid()).isEqualTo("m");
        assertThat(copy.getFeaturesCol()).isEqualTo("f");
        assertThat(copy.getOffset()).isEqualTo(3);
        assertThat(original.getOffset()).isEqualTo(2);
    }

    @Test
    void theModelHasTheEstimatorsParamsAndTransformsWithABroadcastPayload() {
        MeanRegressor estimator = new MeanRegressor().setOffset(0.5).setPredictionCol("mean");
        MeanRegressionModel model = estimator.fit(labelled(1, 2, 6));

        assertThat(model.parent()).isSameAs(estimator);
        assertThat(model.uid()).isEqualTo(estimator.uid());
        assertThat(model.copy(new ParamMap()).parent()).isSameAs(estimator);
        for (int time = 0; time < 2; time++) {
            assertThat(model.transform(labelled(1, 2)).select("mean").collectAsList())
                    .extracting(row -> row.getDouble(0))
                    .containsExactly(3.5, 3.5);
        }
    }

    @Test
    void weightsCountWhereTheColumnIsNamed() {
        Dataset<Row> table = labelled(1, 4).withColumn("w", org.apache.spark.sql.functions.expr("int(label)"));
        assertThat(new MeanRegressor().setWeightCol("w").fit(table).predict(NOTHING))
                .isEqualTo(17.0 / 5);
        assertThat(new MeanRegressor().fit(table).predict(NOTHING)).isEqualTo(2.5);
    }

    @Test
    void estimatorAndModelComeBackFromFiles() throws IOException {
        MeanRegressor estimator = new MeanRegressor().setOffset(0.5).setWeightCol("w");
        estimator.set(estimator.seed(), 7L);
        estimator.save(folder.resolve("estimator").toString());
        MeanRegressor loaded = MeanRegressor.load(folder.resolve("estimator").toString());
        assertThat(loaded.extractParamMap())
                .hasToString(estimator.extractParamMap().toString());

        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {new MeanRegressor().setOffset(0.25)})
                .fit(labelled(1, 2, 6));
        for (int time = 0; time < 2; time++) {
            pipeline.write().overwrite().save(folder.resolve("model").toString());
        }
        PipelineModel again = PipelineModel.load(folder.resolve("model").toString());
        assertThat(again.stages()[0].extractParamMap())
                .hasToString(pipeline.stages()[0].extractParamMap().toString());
        assertThat(again.transform(labelled(0)).select("prediction").head().getDouble(0))
                .isEqualTo(3.25);
    }

    @Test
    void theModelSurvivesJavaSerialization() {
        MeanRegressionModel model = new MeanRegressor().setOffset(1).fit(labelled(1, 2, 6));
        model.transform(labelled(1)).count();
        MeanRegressionModel copy = SerializationUtils.clone(model);
        assertThat(copy.predict(NOTHING)).isEqualTo(4);
        assertThat(copy.extractParamMap()).hasToString(model.extractParamMap().toString());
    }

    @Test
    void loadingTheModelOfAnotherClassIsRefused() throws IOException {
        new LinearRegression()
                .fit(labelled(1, 2, 3))
                .save(folder.resolve("other").toString());
        assertThatThrownBy(
                        () -> MeanRegressionModel.load(folder.resolve("other").toString()))
                .hasMessageContaining("Expected class name dev.hone.ml.MeanRegressionModel");
    }

    @Test
    void arraysOfAnyLengthComeBack() throws IOException {
        int[] ints = IntStream.range(0, 20_000).toArray();
        double[] doubles = IntStream.range(0, 20_001).mapToDouble(Math::sqrt).toArray();
        ModelArrays arrays = new ModelArrays()
                .put("ints", ints)
                .put("doubles", doubles)
                .put("none", new double[0])
                .put("one", 3);

        ModelArrays read = ModelArrays.read(in(bytes(arrays)));

        assertThat(read.ints("ints")).isEqualTo(ints);
        assertThat(read.doubles("doubles")).isEqualTo(doubles);
        assertThat(read.doubles("none")).isEmpty();
        assertThat(read.whole("one")).isEqualTo(3);
        assertThat(read.has("one")).isTrue();
        assertThat(read.has("two")).isFalse();
        assertThatThrownBy(() -> read.ints("two"))
                .hasMessage("The saved model lacks its array 'two' (arrays: [ints, one])");
    }

    @Test
    void otherBytesThanArraysAreRefused() throws IOException {
        byte[] bytes = bytes(new ModelArrays().put("one", 3));
        byte[] later = bytes.clone();
        later[7] = 2;
        byte[] other = bytes.clone();
        other[0] = 0;
        assertThatThrownBy(() -> ModelArrays.read(in(later)))
                .hasMessage("Arrays of a model must be of format 1 (format: 2)");
        assertThatThrownBy(() -> ModelArrays.read(in(other))).hasMessage("Not the arrays of a model of Hone");
        assertThatThrownBy(() -> ModelArrays.read(in(Arrays.copyOf(bytes, bytes.length - 1))))
                .isInstanceOf(java.io.EOFException.class);
    }

    private static byte[] bytes(ModelArrays arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        arrays.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    @Test
    void denseAndSparseRowsAreReadIntoTheSmallerMatrix() {
        Vector sparse = Vectors.sparse(4, new int[] {1, 3}, new double[] {5, 6});
        Vector empty = Vectors.sparse(4, new int[0], new double[0]);
        RowView mixed = RowReader.quantities(
                new MeanRegressor(), table(Metadata.empty(), Map.of(1.0, Vectors.dense(1, 2, 3, 4), 2.0, sparse)));
        RowView thin =
                RowReader.quantities(new MeanRegressor(), table(Metadata.empty(), Map.of(1.0, empty, 2.0, sparse)));

        assertThat(mixed.data().features()).isInstanceOf(FeatureMatrix.Dense.class);
        assertThat(thin.data().features()).isInstanceOf(FeatureMatrix.Sparse.class);
        assertThat(mixed.vector(0)).isEqualTo(Vectors.dense(1, 2, 3, 4));
        assertThat(mixed.vector(1)).isEqualTo(sparse);
        assertThat(thin.vector(0)).isEqualTo(empty);
        assertThat(thin.vector(1)).isEqualTo(sparse);
        assertThat(thin.label(1)).isEqualTo(2);
    }

    @Test
    void theNumberOfClassesComesFromMetadataOrElseFromTheLabels() {
        LogisticRegression classifier = new LogisticRegression();
        Metadata three = NominalAttribute.defaultAttr()
                .withName("label")
                .withNumValues(3)
                .toMetadata();
        assertThat(RowReader.classes(classifier, table(three, Map.of(0.0, NOTHING, 1.0, NOTHING)))
                        .data()
                        .numClasses())
                .isEqualTo(3);
        assertThat(RowReader.classes(classifier, labelled(0, 1)).data().numClasses())
                .isEqualTo(2);
        assertThatThrownBy(() -> RowReader.classes(classifier, labelled(0, 250)))
                .hasMessage("LogisticRegression: labels must be below 100 unless the label column's metadata tells the"
                        + " number of classes, as that of StringIndexer does (largest: 250.0)");
    }

    @Test
    void rowsThatCannotBeLearnedFromAreRefused() {
        MeanRegressor learner = new MeanRegressor();
        assertThatThrownBy(() -> learner.fit(labelled()))
                .hasMessage("MeanRegressor: there must be rows to learn from (rows: 0)");
        assertThatThrownBy(() -> learner.fit(labelled(1, Double.NaN)))
                .hasMessage("MeanRegressor: labels must be finite numbers (row: 1, label: NaN)");
        assertThatThrownBy(() -> RowChecks.requireFiniteFeatures(
                        learner,
                        RowReader.quantities(
                                learner, table(Metadata.empty(), Map.of(1.0, Vectors.dense(1, Double.NaN))))))
                .hasMessage("MeanRegressor: features must be finite numbers (row: 0, features: [1.0,NaN])");
        assertThatThrownBy(() -> RowReader.quantities(
                        learner, table(Metadata.empty(), Map.of(1.0, NOTHING, 2.0, Vectors.dense(1, 2)))))
                .hasMessage("MeanRegressor: feature vectors must have equal sizes (row 0: 1, row 1: 2)");
        assertThatThrownBy(() -> RowChecks.requireClasses(
                        learner, RowReader.classes(new LogisticRegression(), labelled(0, 1, 0.5))))
                .hasMessage("MeanRegressor: labels must be whole numbers from 0 to 1 (row: 2, label: 0.5)");
    }

    private static Dataset<Row> labelled(double... labels) {
        List<Row> rows = Arrays.stream(labels)
                .mapToObj(label -> RowFactory.create(label, NOTHING))
                .toList();
        return table(Metadata.empty(), rows);
    }

    /** Rows in ascending order of their labels. */
    private static Dataset<Row> table(Metadata label, Map<Double, Vector> rows) {
        return table(
                label,
                rows.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(row -> RowFactory.create(row.getKey(), row.getValue()))
                        .toList());
    }

    private static Dataset<Row> table(Metadata label, List<Row> rows) {
        StructType schema = new StructType()
                .add("label", DataTypes.DoubleType, false, label)
                .add("features", new VectorUDT());
        return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
    }
}
