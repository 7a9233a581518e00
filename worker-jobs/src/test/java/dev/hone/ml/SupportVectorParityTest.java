package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.metric.Predictions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions, decision values and numbers of support vectors against those of scikit-learn's SVC and SVR. */
class SupportVectorParityTest {

    static List<ScikitLearnCase> classes() {
        return ScikitLearnCase.read("support-vectors.txt").stream()
                .filter(fixture -> !fixture.isRegression())
                .toList();
    }

    static List<ScikitLearnCase> quantities() {
        return ScikitLearnCase.read("support-vectors.txt").stream()
                .filter(ScikitLearnCase::isRegression)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void classesAndDecisionsAreThoseOfScikitLearn(ScikitLearnCase fixture) {
        SupportVectorClassifier learner = configured(new SupportVectorClassifier(), fixture);
        if (fixture.has("weights")) {
            learner.setClassWeights(numbers(fixture.text("weights")));
        }
        SupportVectorClassificationModel model = learner.learn(scaled(fixture, fixture.trained()));

        Predictions predicted = model.predictRows(scaled(fixture, fixture.asked()));

        StringBuilder actual = new StringBuilder();
        for (int row = 0; row < predicted.size(); row++) {
            actual.append((int) predicted.prediction(row));
        }
        assertThat(actual).hasToString(fixture.text("predictions"));
        assertThat((double) model.numSupportVectors()).isEqualTo(fixture.number("support"), offset(1.0));
        double[] decisions = numbers(fixture.text("decisions"));
        int shown = predicted.width() == 2 ? 1 : predicted.width();
        for (int at = 0; at < decisions.length; at++) {
            assertThat(predicted.rawPrediction(at / shown, predicted.width() - shown + at % shown))
                    .isEqualTo(decisions[at], offset(2e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("quantities")
    void quantitiesAreThoseOfScikitLearn(ScikitLearnCase fixture) {
        SupportVectorRegressor learner =
                configured(new SupportVectorRegressor(), fixture).setEpsilon(fixture.number("epsilon"));
        SupportVectorRegressionModel model = learner.learn(scaled(fixture, fixture.trained()));

        Predictions predicted = model.predictRows(scaled(fixture, fixture.asked()));

        double[] expected = numbers(fixture.text("predictions"));
        assertThat(predicted.size()).isEqualTo(expected.length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(predicted.prediction(row)).as("row %s", row).isEqualTo(expected[row], offset(1e-3));
        }
    }

    private static <L extends SupportVectorParams> L configured(L learner, ScikitLearnCase fixture) {
        learner.set(learner.tol(), 1e-6);
        learner.set(learner.kernel(), fixture.text("kernel"));
        if (fixture.has("C")) {
            learner.set(learner.penalty(), fixture.number("C"));
        }
        if (fixture.has("gamma")) {
            learner.set(learner.gamma(), fixture.text("gamma"));
        }
        if (fixture.has("degree")) {
            learner.set(learner.degree(), (int) fixture.number("degree"));
        }
        if (fixture.has("coef0")) {
            learner.set(learner.coef0(), fixture.number("coef0"));
        }
        return learner;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Each feature from 0 to 1 over the rows that are learned. */
    private static RowView scaled(ScikitLearnCase fixture, RowView rows) {
        RowView trained = fixture.trained();
        int columns = trained.data().features().numFeatures();
        double[] values = new double[rows.size() * columns];
        for (int column = 0; column < columns; column++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < trained.size(); row++) {
                low = Math.min(low, trained.vector(row).apply(column));
                high = Math.max(high, trained.vector(row).apply(column));
            }
            double width = high > low ? high - low : 1;
            for (int row = 0; row < rows.size(); row++) {
                values[row * columns + column] = (rows.vector(row).apply(column) - low) / width;
            }
        }
        TrainingData.Builder builder = TrainingData.builder(FeatureMatrix.dense(rows.size(), columns, values));
        int classes = trained.data().numClasses();
        return (classes == 0
                        ? builder.quantities(rows.labels())
                        : builder.classLabels(rows.labels(), classes, List.of()))
                .build()
                .allRows();
    }
}
