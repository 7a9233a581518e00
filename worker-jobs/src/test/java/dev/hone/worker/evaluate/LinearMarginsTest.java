package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.metric.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linear models on rows in memory against what they say of each row's vector. */
class LinearMarginsTest {
    private static final int ROWS = 40;
    private static final double INTERCEPT = 0.3;

    /** Beyond 256 columns MLlib calls another routine. */
    @ParameterizedTest
    @CsvSource({
        "1, false, false",
        "7, false, false",
        "300, false, false",
        "7, true, false",
        "300, true, false",
        "7, false, true",
        "300, false, true",
        "7, true, true",
        "300, true, true"
    })
    void predictsAsTheModelsDo(int columns, boolean sparseRows, boolean sparseCoefficients) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        double[] values = numbers(random, ROWS * columns, sparseRows);
        RowView rows = rows(columns, values, sparseRows);
        Vector coefficients = new DenseVector(numbers(random, columns, sparseCoefficients));
        Vector stored = sparseCoefficients ? coefficients.toSparse() : coefficients;

        LogisticRegressionModel logistic = new LogisticRegressionModel("logistic", stored, INTERCEPT);
        assertRaw(ModelPredictor.predict(logistic, rows), rows, logistic::predictRaw);
        LinearSVCModel machine = new LinearSVCModel("machine", stored, INTERCEPT);
        assertRaw(ModelPredictor.predict(machine, rows), rows, machine::predictRaw);
        LinearRegressionModel linear = new LinearRegressionModel("linear", stored, INTERCEPT);
        Predictions predictions = ModelPredictor.predict(linear, rows);
        for (int position = 0; position < rows.size(); position++) {
            assertThat(predictions.prediction(position)).isEqualTo(linear.predict(rows.vector(position)));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void modelsAreScoredTogetherAsEachAlone(boolean sparseRows) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int columns = 9;
        RowView rows = rows(columns, numbers(random, ROWS * columns, sparseRows), sparseRows);
        List<Model<?>> models = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            Vector coefficients = new DenseVector(numbers(random, columns, false));
            models.add(new LogisticRegressionModel("logistic" + number, coefficients, INTERCEPT)
                    .setThreshold(0.2 * number));
            models.add(new LinearSVCModel("machine" + number, coefficients, INTERCEPT).setThreshold(number - 2));
            models.add(new LinearRegressionModel("linear" + number, coefficients.toSparse(), INTERCEPT));
        }

        List<Predictions> together = ModelPredictor.predictAll(models, rows);

        assertThat(ModelPredictor.sharePasses(models, rows)).isTrue();
        for (int index = 0; index < models.size(); index++) {
            assertThat(numbers(together.get(index)))
                    .as(models.get(index).uid())
                    .isEqualTo(numbers(ModelPredictor.predict(models.get(index), rows)));
            assertPredictions(together.get(index), models.get(index), rows);
        }
    }

    @SuppressWarnings("unchecked")
    private static void assertPredictions(Predictions predictions, Model<?> model, RowView rows) {
        PredictionModel<Vector, ?> own = (PredictionModel<Vector, ?>) model;
        for (int position = 0; position < rows.size(); position++) {
            assertThat(predictions.prediction(position)).as(model.uid()).isEqualTo(own.predict(rows.vector(position)));
        }
    }

    /** All that is told of all rows. */
    private static List<Double> numbers(Predictions predictions) {
        List<Double> numbers = new ArrayList<>();
        for (int position = 0; position < predictions.size(); position++) {
            numbers.add(predictions.prediction(position));
            for (int index = 0; index < predictions.width(); index++) {
                numbers.add(predictions.rawPrediction(position, index));
                if (predictions.hasProbability()) {
                    numbers.add(predictions.probability(position, index));
                }
            }
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aModelThatPredictsNotANumberIsToldAmongOthers(boolean inRaw) {
        RowView rows = rows(2, numbers(new Random(1), 2 * ROWS, false), false);
        Model<?> sound = new LinearRegressionModel("sound", Vectors.dense(1, 2), INTERCEPT);
        Vector undefined = Vectors.dense(Double.NaN, 0);
        Model<?> other = inRaw
                ? new LinearSVCModel("undefined", undefined, INTERCEPT)
                : new LinearRegressionModel("undefined", undefined, INTERCEPT);

        assertThatThrownBy(() -> ModelPredictor.scoreAll(List.of(sound, other), rows, Predictions::size))
                .isInstanceOf(ModelNotFiniteException.class)
                .hasMessage("the model predicts NaN for " + rows.size() + " of " + rows.size() + " test rows");
    }

    /** Which matrix MLlib goes through decides the order of its sums. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void severalClassesArePredictedAsTheModelDoes(boolean sparseRows, boolean byClass) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int columns = 60;
        RowView rows = rows(columns, numbers(random, ROWS * columns, true), sparseRows);
        DenseMatrix dense = new DenseMatrix(3, columns, numbers(random, 3 * columns, true));
        LogisticRegressionModel model = new LogisticRegressionModel(
                "multinomial",
                byClass ? dense.toSparseRowMajor() : dense.toSparseColMajor(),
                Vectors.dense(0.3, -0.1, 0.7),
                3,
                true);

        Predictions predictions = ModelPredictor.predict(model, rows);

        for (int position = 0; position < rows.size(); position++) {
            Vector raw = model.predictRaw(rows.vector(position));
            for (int index = 0; index < 3; index++) {
                assertThat(predictions.rawPrediction(position, index)).isEqualTo(raw.apply(index));
            }
            assertThat(predictions.prediction(position)).isEqualTo(model.predict(rows.vector(position)));
        }
    }

    /** An infinite value times a coefficient that is not stored is nothing, times a zero that is stored not a number. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void infiniteValuesCountAsInTheModel(boolean sparseCoefficients) {
        double[] values = {Double.POSITIVE_INFINITY, 1, 2, 0, Double.NEGATIVE_INFINITY, 3};
        TrainingData data = TrainingData.builder(compressed(3, values)).build();
        Vector coefficients = Vectors.dense(0, 2, 0);
        LinearSVCModel model =
                new LinearSVCModel("machine", sparseCoefficients ? coefficients.toSparse() : coefficients, INTERCEPT);
        RowView rows = data.allRows();

        Predictions predictions = ModelPredictor.predict(model, rows);

        for (int position = 0; position < rows.size(); position++) {
            Double expected = model.predictRaw(rows.vector(position)).apply(1);
            assertThat((Double) predictions.rawPrediction(position, 1)).isEqualTo(expected);
        }
        assertThat((Double) predictions.rawPrediction(0, 1))
                .isEqualTo(Double.valueOf(sparseCoefficients ? 2.3 : Double.NaN));
    }

    private interface Raw {
        Vector of(Vector features);
    }

    private static void assertRaw(Predictions predictions, RowView rows, Raw model) {
        for (int position = 0; position < rows.size(); position++) {
            Vector raw = model.of(rows.vector(position));
            assertThat(predictions.rawPrediction(position, 0)).isEqualTo(raw.apply(0));
            assertThat(predictions.rawPrediction(position, 1)).isEqualTo(raw.apply(1));
            assertThat(predictions.prediction(position)).isEqualTo(raw.apply(1) > 0 ? 1 : 0);
        }
    }

    private static double[] numbers(Random random, int count, boolean mostlyZero) {
        double[] numbers = new double[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = mostlyZero && random.nextInt(4) > 0 ? 0 : random.nextGaussian();
        }
        return numbers;
    }

    /** Every other row, so that positions are not rows. */
    private static RowView rows(int columns, double[] values, boolean sparse) {
        FeatureMatrix dense = FeatureMatrix.dense(ROWS, columns, values);
        TrainingData data = TrainingData.builder(sparse ? compressed(columns, values) : dense)
                .build();
        int[] odd = new int[ROWS / 2];
        for (int position = 0; position < odd.length; position++) {
            odd[position] = 2 * position + 1;
        }
        return new RowView(data, odd);
    }

    private static FeatureMatrix compressed(int columns, double[] values) {
        int[] starts = new int[values.length / columns + 1];
        int[] indices = new int[values.length];
        double[] stored = new double[values.length];
        int count = 0;
        for (int at = 0; at < values.length; at++) {
            if (values[at] != 0) {
                indices[count] = at % columns;
                stored[count++] = values[at];
            }
            starts[at / columns + 1] = count;
        }
        return FeatureMatrix.sparse(columns, starts, Arrays.copyOf(indices, count), Arrays.copyOf(stored, count));
    }
}
