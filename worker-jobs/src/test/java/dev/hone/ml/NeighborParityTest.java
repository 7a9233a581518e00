package dev.hone.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.hone.worker.metric.Predictions;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions against those of scikit-learn's KNeighborsClassifier and KNeighborsRegressor. */
class NeighborParityTest {

    static List<ScikitLearnCase> classes() {
        return ScikitLearnCase.read("neighbors.txt").stream()
                .filter(fixture -> !fixture.isRegression())
                .toList();
    }

    static List<ScikitLearnCase> quantities() {
        return ScikitLearnCase.read("neighbors.txt").stream()
                .filter(ScikitLearnCase::isRegression)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void classesAreThoseOfScikitLearn(ScikitLearnCase fixture) {
        Predictions predicted = predicted(fixture, new KNearestNeighborsClassifier());
        String expected = fixture.text("predictions");
        StringBuilder actual = new StringBuilder();
        for (int row = 0; row < predicted.size(); row++) {
            actual.append(expected.charAt(row) == '.' ? "." : String.valueOf((int) predicted.prediction(row)));
        }
        assertThat(actual).hasToString(expected);
    }

    @ParameterizedTest
    @MethodSource("quantities")
    void quantitiesAreThoseOfScikitLearn(ScikitLearnCase fixture) {
        Predictions predicted = predicted(fixture, new KNearestNeighborsRegressor());
        String[] expected = fixture.text("predictions").split(" ");
        assertThat(predicted.size()).isEqualTo(expected.length);
        for (int row = 0; row < expected.length; row++) {
            if (!expected[row].equals(".")) {
                double value = Double.parseDouble(expected[row]);
                assertThat(predicted.prediction(row)).as("row %s", row).isEqualTo(value, offset(1e-9 * value));
            }
        }
    }

    private static <L extends NeighborParams & RowLearner> Predictions predicted(ScikitLearnCase fixture, L learner) {
        learner.set(learner.k(), (int) fixture.number("k"));
        learner.set(learner.weights(), fixture.text("weights"));
        learner.set(learner.metric(), fixture.text("metric"));
        learner.set(learner.p(), fixture.number("p"));
        return ((RowPredictor) learner.copyValues(learner.learn(fixture.trained()), new ParamMap()))
                .predictRows(fixture.asked());
    }
}
