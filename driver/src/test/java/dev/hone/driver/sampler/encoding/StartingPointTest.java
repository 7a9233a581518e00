package dev.hone.driver.sampler.encoding;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.worker.trial.ParameterValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartingPointTest {

    @Test
    void paramsBeginAtTheirDefaultsInSpark() {
        assertThat(start(learner(
                        "RandomForestClassifier",
                        integers("maxDepth", 2, 12),
                        choice("numTrees", 10, 20, 50),
                        choice("featureSubsetStrategy", "sqrt", "auto"),
                        choice("bootstrap", false, true),
                        uniform("subsamplingRate", 0.5, 1))))
                .isEqualTo(Map.of(
                        "maxDepth", value(5),
                        "numTrees", value(20),
                        "featureSubsetStrategy", value("auto"),
                        "bootstrap", value(true),
                        "subsamplingRate", value(1.0)));
    }

    @Test
    void aDefaultOutsideTheSpaceIsReplacedByTheMiddle() {
        assertThat(start(learner(
                        "LogisticRegression",
                        uniform("regParam", 1, 3),
                        choice("maxIter", 10, 20, 30),
                        choice("family", "binomial", "multinomial"))))
                .isEqualTo(Map.of("regParam", value(2.0), "maxIter", value(20), "family", value("binomial")));
    }

    @Test
    void stagesWithTheNameOfTheirClassHaveDefaultsToo() {
        assertThat(start(learner(
                        "LogisticRegression",
                        choice("StandardScaler.withMean", true, false),
                        choice("scaled.withMean", true, false))))
                .isEqualTo(Map.of("StandardScaler.withMean", value(false), "scaled.withMean", value(true)));
    }

    @Test
    void aFunctionThatIsNoLearnerBeginsInTheMiddle() {
        assertThat(start(learner(
                        "my function",
                        choice("kernel", "b", "a"),
                        new Choice("order", when("kernel", "a"), values(1, 2)),
                        uniform("x", -2, 4))))
                .isEqualTo(Map.of("kernel", value("b"), "x", value(1.0)));
    }

    @Test
    void severalLearnersBeginWithTheFirst() {
        SpaceEncoding encoding =
                new SpaceEncoding(space(learner("A", logUniform("x", 1, 4)), learner("B", uniform("x", 0, 1))));

        assertThat(encoding.trial(0, StartingPoint.of(encoding), 0).learner()).isEqualTo("A");
    }

    private static Map<String, ParameterValue> start(LearnerSpace learner) {
        SpaceEncoding encoding = new SpaceEncoding(space(learner));
        return encoding.trial(0, StartingPoint.of(encoding), 0).params();
    }
}
