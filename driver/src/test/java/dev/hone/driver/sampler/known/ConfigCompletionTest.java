package dev.hone.driver.sampler.known;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole configs from some of their params. */
class ConfigCompletionTest {
    private static final ConfigCompletion LOGISTIC = new ConfigCompletion(learner(
            "LogisticRegression",
            uniform("regParam", 0.25, 0.75),
            uniform("elasticNetParam", 0, 1),
            integers("maxIter", 10, 30),
            choice("family", "multinomial", "auto")));
    private static final ConfigCompletion CONDITIONAL = new ConfigCompletion(learner(
            "SupportVectorClassifier",
            choice("kernel", "linear", "rbf", "poly"),
            new RealRange("coef0", when("kernel", "rbf", "poly"), 0, 1, Scale.LINEAR),
            new Choice("degree", when("kernel", "poly"), values(2, 3))));

    @Test
    void paramsLeftOutTakeSparksDefaultWhereTheSpaceHasItElseTheMiddle() {
        assertThat(LOGISTIC.complete(Map.of("maxIter", value(12))))
                .isEqualTo(Map.of(
                        "regParam", value(0.5),
                        "elasticNetParam", value(0.0),
                        "maxIter", value(12),
                        "family", value("auto")));
    }

    @Test
    void aValueStaysAsItWasWrittenButForItsKind() {
        assertThat(LOGISTIC.complete(Map.of("regParam", value(0.3), "elasticNetParam", value(1))))
                .containsEntry("regParam", value(0.3))
                .containsEntry("elasticNetParam", value(1.0));
    }

    @Test
    void paramsOfOtherBranchesAreNotSet() {
        assertThat(CONDITIONAL.complete(Map.of("kernel", value("linear")))).containsOnlyKeys("kernel");
        assertThat(CONDITIONAL.complete(Map.of("kernel", value("poly"), "degree", value(2))))
                .containsOnlyKeys("kernel", "coef0", "degree");
    }

    @Test
    void eachValueThatIsNotOfTheSpaceIsToldWithWhatIsAllowed() {
        assertThat(LOGISTIC.mistakes(Map.of("regParam", value(2.0))))
                .containsExactlyEntriesOf(
                        Map.of("regParam", "must be of the space: {uniform: [0.25, 0.75]} (value: 2.0)"));
        assertThat(LOGISTIC.mistakes(Map.of("family", value("binomial"))))
                .containsExactlyEntriesOf(
                        Map.of("family", "must be of the space: [multinomial, auto] (value: binomial)"));
        assertThat(LOGISTIC.mistakes(Map.of("maxIters", value(12))))
                .containsExactlyEntriesOf(Map.of(
                        "maxIters",
                        "must be a param of the space (params: regParam, elasticNetParam, maxIter, family; named:"
                                + " maxIters); did you mean 'maxIter'?"));
        assertThat(CONDITIONAL.mistakes(Map.of("kernel", value("linear"), "coef0", value(0.5))))
                .containsExactlyEntriesOf(Map.of("coef0", "is set only with kernel rbf or poly (kernel: linear)"));
    }
}
