package dev.hone.worker.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MetricSuiteTest {
    private static final MetricOptions DEFAULTS = MetricOptions.defaults();
    private static final double[] LABEL = {0, 1, 2, 1};
    private static final double[] PREDICTION = {0, 1, 1, 1};

    @Test
    void metricsOfSeveralFamiliesComeInTheOrderAsked() {
        MetricSuite suite = MetricSuite.of(List.of("mae", "accuracy", "mse", "f1"), DEFAULTS);

        Map<String, Double> values =
                suite.evaluate(ScoredTable.of("", LABEL, PREDICTION).predictions());

        assertThat(values.keySet()).containsExactly("mae", "accuracy", "mse", "f1");
        assertThat(values).containsEntry("accuracy", 0.75).containsEntry("mae", 0.25);
    }

    @Test
    void labelsAndWeightsAreThoseOfTheViewsRows() {
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(4, 0, new double[0]))
                .quantities(LABEL)
                .weights(new double[] {1, 2, 3, 4})
                .build();
        RowView thirdAndSecond = new RowView(data, new int[] {2, 1});

        Map<String, Double> values =
                MetricSuite.of(List.of("mae"), DEFAULTS).evaluate(Predictions.of(thirdAndSecond, new double[] {2, 0}));

        assertThat(values).containsEntry("mae", 2.0 / 5);
    }

    @Test
    void predictedClassesThatAreNoLabelsCountAsWrong() {
        double[] labels = {0, 1, 0, 1, 1};
        double[] predictions = {5, 7, 0, 9, 1.5};

        Map<String, Double> values = MetricSuite.of(List.of("accuracy", "weightedPrecision", "hammingLoss"), DEFAULTS)
                .evaluate(ScoredTable.of("", labels, predictions).predictions());

        assertThat(values)
                .containsEntry("accuracy", 1.0 / 5)
                .containsEntry("weightedPrecision", 2.0 / 5)
                .containsEntry("hammingLoss", 4.0 / 5);
    }

    @Test
    void unknownRepeatedAndMissingNamesAreRefused() {
        assertRefused(() -> MetricSuite.of(List.of(), DEFAULTS), "At least one metric must be named (was: none)");
        assertRefused(
                () -> MetricSuite.of(List.of("f1", "r2", "f1"), DEFAULTS),
                "Metric 'f1' must be listed once (listed: f1, r2, f1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricSuite.of(List.of("f2"), DEFAULTS))
                .withMessageStartingWith("Metric 'f2' is not known");
    }

    @Test
    void predictionsThatDoNotAllowAMetricAreRefusedInOneLine() {
        ScoredTable table = ScoredTable.of("", LABEL, PREDICTION);
        ScoredTable threeClasses = table.withRawPrediction(3, new double[12]);
        ScoredTable twoProbabilities = table.withProbability(2, new double[8]);

        assertRefused(
                "areaUnderPR",
                threeClasses,
                "Metrics areaUnderROC and areaUnderPR need a model of 2 classes (classes: 3)");
        assertRefused("logLoss", table, "Metric 'logLoss': the model gives no probabilities");
        assertRefused(
                "logLoss",
                twoProbabilities,
                "Metric 'logLoss': a label must be a whole number from 0 to 1, the model's last class (was: 2.0)");
        assertRefused(
                "silhouette",
                ScoredTable.of("", LABEL, new double[4]),
                "Metric 'silhouette': number of clusters must be greater than one (was: 1)");
        assertRefused(
                () -> MetricSuite.of(List.of("recallByLabel"), DEFAULTS.withMetricLabel(5))
                        .evaluate(table.predictions()),
                "Metric option 'metricLabel': must be the label of some row (was: 5.0, labels: 0.0, 1.0, 2.0)");
    }

    @Test
    void aReportedMetricThatIsUndefinedIsNaNAndADecidingOneIsRefusedWithTheReason() {
        ScoredTable oneClass = ScoredTable.of("", new double[] {1, 1, 1, 1}, PREDICTION);
        MetricOptions label2 = DEFAULTS.withMetricLabel(2);

        assertThat(MetricSuite.of(
                                List.of("accuracy", "areaUnderROC", "recallByLabel", "r2", "silhouette", "logLoss"),
                                label2)
                        .evaluateDefined(oneClass.predictions()))
                .containsEntry("accuracy", 0.75)
                .containsEntry("areaUnderROC", Double.NaN)
                .containsEntry("recallByLabel", Double.NaN)
                .containsEntry("r2", Double.NaN)
                .containsEntry("logLoss", Double.NaN);
        assertUndefined("areaUnderROC", oneClass, label2, "all test rows have the label 1");
        assertUndefined("weightedFalsePositiveRate", oneClass, label2, "all test rows have the label 1");
        assertUndefined("recallByLabel", oneClass, label2, "no test row has the label 2");
        assertUndefined("r2", oneClass, label2, "all test rows have the label 1");
        assertUndefined("accuracy", oneClass.withWeight(new double[4]), label2, "it comes out as NaN");
        assertThat(MetricSuite.of(List.of("areaUnderPR"), DEFAULTS)
                        .evaluateDefined(oneClass.predictions())
                        .get("areaUnderPR"))
                .isEqualTo(1.0);
    }

    @Test
    void anEvaluatorsNumberMayBeInfiniteAndFurtherMetricsNaN() {
        Predictions equalLabels =
                ScoredTable.of("", new double[] {1, 1}, new double[] {1, 2}).predictions();

        assertThat(MetricSuite.of(List.of("rmse", "r2", "logLoss", "recallByLabel"), DEFAULTS)
                        .evaluateNumbers(equalLabels))
                .containsEntry("rmse", Math.sqrt(0.5))
                .containsEntry("r2", Double.NEGATIVE_INFINITY)
                .containsEntry("logLoss", Double.NaN)
                .containsEntry("recallByLabel", Double.NaN);
    }

    private static void assertUndefined(String metric, ScoredTable table, MetricOptions options, String reason) {
        assertThatExceptionOfType(UndefinedMetricException.class)
                .isThrownBy(() -> MetricSuite.of(List.of(metric), options).evaluateDefined(table.predictions()))
                .withMessage(metric + " is not defined: " + reason)
                .satisfies(undefined ->
                        assertThat(undefined.onFold(2)).isEqualTo(metric + " is not defined on fold 2: " + reason));
    }

    @Test
    void unusableWeightsAreRefusedWithTheirRow() {
        ScoredTable table = ScoredTable.of("", LABEL, PREDICTION);

        assertRefused(
                "mse",
                table.withWeight(new double[] {1, -2, 1, 1}),
                "Weight of row 1 must be finite and not negative (was: -2.0)");
        assertRefused(
                "f1",
                table.withWeight(new double[] {1, 1, 1, Double.NaN}),
                "Weight of row 3 must be finite and not negative (was: NaN)");
        assertRefused(
                "r2", table.withWeight(new double[4]), "Regression metrics need a row of positive weight (rows: 4)");
    }

    @Test
    void rowsAndPredictionsMustBeOfOneNumberAndNotNone() {
        RowView rows = ScoredTable.of("", LABEL, PREDICTION).predictions().rows();
        MetricSuite suite = MetricSuite.of(List.of("accuracy"), DEFAULTS);

        assertRefused(
                () -> suite.evaluate(Predictions.of(rows, new double[3])), "Number of predictions must be 4 (was: 3)");
        assertRefused(
                () -> suite.evaluate(Predictions.of(new RowView(rows.data(), new int[0]), new double[0])),
                "Metrics need at least one row (rows: 0)");
    }

    @Test
    void clustersNeedNoLabelsButOtherMetricsDo() {
        TrainingData unlabelled = TrainingData.builder(FeatureMatrix.dense(4, 1, new double[] {0, 1, 8, 9}))
                .build();
        Predictions predictions = Predictions.of(unlabelled.allRows(), new double[] {0, 0, 1, 1});

        assertThat(MetricSuite.of(List.of("silhouette"), DEFAULTS)
                        .evaluate(predictions)
                        .get("silhouette"))
                .isGreaterThan(0.9);
        assertThatThrownBy(() -> MetricSuite.of(List.of("rmse"), DEFAULTS).evaluate(predictions))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The data has no label column");
    }

    @Test
    void aSuiteTravelsByKryoWithRegistrationRequired() {
        SparkConf conf = new SparkConf(false).set("spark.kryo.registrationRequired", "true");
        Kryo kryo = new KryoSerializer(conf).newKryo();
        kryo.register(MetricSuite.class);
        kryo.register(MetricOptions.class, new JavaSerializer());
        kryo.register(BinaryClassification.class);
        MetricSuite suite = MetricSuite.of(List.of("var", "f1"), DEFAULTS.withBeta(2));

        MetricSuite arrived = copy(kryo, suite, MetricSuite.class);

        assertThat(arrived.metrics()).containsExactly(Regression.var, MulticlassClassification.f1);
        assertThat(arrived.options()).isEqualTo(suite.options());
        assertThat(copy(kryo, BinaryClassification.areaUnderPR, BinaryClassification.class))
                .isSameAs(BinaryClassification.areaUnderPR);
    }

    @Test
    void aSuiteTravelsByJavaSerialization() throws Exception {
        MetricSuite suite = MetricSuite.of(List.of("silhouette"), DEFAULTS.withDistanceMeasure(DistanceMeasure.COSINE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(suite);
        }

        Object arrived = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(arrived).usingRecursiveComparison().isEqualTo(suite);
    }

    private static <T> T copy(Kryo kryo, T value, Class<T> type) {
        Output output = new Output(1024, -1);
        kryo.writeClassAndObject(output, value);
        return type.cast(kryo.readClassAndObject(new Input(output.toBytes())));
    }

    private static void assertRefused(String metric, ScoredTable table, String message) {
        assertRefused(() -> MetricSuite.of(List.of(metric), DEFAULTS).evaluate(table.predictions()), message);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
