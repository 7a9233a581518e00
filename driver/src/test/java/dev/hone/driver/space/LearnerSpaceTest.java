package dev.hone.driver.space;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.worker.trial.ParameterValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnerSpaceTest {
    private static final Choice KERNEL = choice("kernel", "linear", "rbf", "poly");

    @Test
    void dimensionsKeepTheirOrderWhereConditionsAllowIt() {
        assertThat(learner("A", integers("b", 1, 2), choice("a", 1), KERNEL).dimensions())
                .extracting(Dimension::name)
                .containsExactly("b", "a", "kernel");
    }

    @Test
    void aDimensionMovesBehindThoseThatItsConditionLooksAt() {
        LearnerSpace space = learner(
                "A", conditional("coef0", when("degree", 3)), conditional("degree", when("kernel", "poly")), KERNEL);

        assertThat(space.dimensions()).extracting(Dimension::name).containsExactly("kernel", "degree", "coef0");
    }

    @Test
    void aParamIsAbsentWhereItsConditionFails() {
        LearnerSpace space = learner(
                "A", KERNEL, conditional("degree", when("kernel", "poly")), conditional("coef0", when("degree", 3)));

        assertThat(params(space, "linear", 3)).isEqualTo(Map.of("kernel", value("linear")));
        assertThat(params(space, "poly", 2)).isEqualTo(Map.of("kernel", value("poly"), "degree", value(2)));
        assertThat(params(space, "poly", 3))
                .isEqualTo(Map.of("kernel", value("poly"), "degree", value(3), "coef0", value(3)));
    }

    @Test
    void aConditionNeedsAllOfItsParamsAndAnyOfTheirValues() {
        Condition condition = new Condition(Map.of("kernel", values("rbf", "poly"), "C", values(1.0)));

        assertThat(condition.holds(Map.of("kernel", value("poly"), "C", value(1.0))))
                .isTrue();
        assertThat(condition.holds(Map.of("kernel", value("rbf"), "C", value(2.0))))
                .isFalse();
        assertThat(condition.holds(Map.of("kernel", value("rbf")))).isFalse();
        assertThat(condition.holds(Map.of("kernel", value("linear"), "C", value(1.0))))
                .isFalse();
        assertThat(Condition.always().holds(Map.of())).isTrue();
    }

    @Test
    void aConditionTakesOneAndOnePointZeroForTheSame() {
        assertThat(when("C", 1).holds(Map.of("C", value(1.0)))).isTrue();
        assertThat(when("C", 1.0).holds(Map.of("C", value(1)))).isTrue();
        assertThat(when("C", "1").holds(Map.of("C", value(1)))).isFalse();
    }

    @Test
    void aParamHasOneDimension() {
        assertRefused("Dimension 'a': must be given once", choice("a", 1), integers("a", 1, 2));
    }

    @Test
    void aConditionNamesAParamOfTheSpace() {
        assertRefused(
                "Dimension 'degree': 'when' must name params of the space (named: kernle); did you mean 'kernel'?",
                KERNEL,
                conditional("degree", when("kernle", "poly")));
        assertRefused(
                "Dimension 'degree': 'when' must name params of the space (named: impurity)",
                KERNEL,
                conditional("degree", when("impurity", "gini")));
    }

    @Test
    void aConditionNamesValuesThatTheParamCanHave() {
        assertRefused(
                "Dimension 'degree': 'when' must name values that 'kernel' can have: [linear, rbf, poly] (named:"
                        + " cubic)",
                KERNEL,
                conditional("degree", when("kernel", "poly", "cubic")));
        assertRefused(
                "Dimension 'degree': 'when' must name values that 'depth' can have: {int: [1, 9]} (named: 10)",
                integers("depth", 1, 9),
                conditional("degree", when("depth", 10)));
        assertRefused(
                "Dimension 'degree': 'when' must list a value of 'kernel' (values: [])",
                KERNEL,
                conditional("degree", when("kernel")));
    }

    @Test
    void aConditionLooksAtNoRangeOfRealsAndNoLargeOne() {
        assertRefused(
                "Dimension 'degree': 'when' must look at a choice or at a range of at most 1000 whole numbers ('C':"
                        + " {uniform: [0.0, 1.0]})",
                uniform("C", 0, 1),
                conditional("degree", when("C", 0.5)));
        assertRefused(
                "Dimension 'degree': 'when' must look at a choice or at a range of at most 1000 whole numbers ('n':"
                        + " {int: [1, 1001]})",
                integers("n", 1, 1001),
                conditional("degree", when("n", 5)));
    }

    @Test
    void conditionsLeadInNoCircle() {
        String rule = "'when' must not lead back to the param itself";
        assertRefused("Dimension 'a': " + rule, conditional("a", when("a", 2)));
        assertRefused("Dimension 'a': " + rule, KERNEL, conditional("a", when("b", 2)), conditional("b", when("a", 2)));
    }

    @Test
    void aSearchSpaceListsEachParamOnce() {
        assertThat(space(learner("A", KERNEL, choice("C", 1)), learner("B", choice("C", 2), choice("D", 3)))
                        .params())
                .containsExactly("kernel", "C", "D");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchSpace(List.of()))
                .withMessage("A search space must have a learner (learners: [])");
    }

    private static Choice conditional(String name, Condition condition) {
        return new Choice(name, condition, values(2, 3));
    }

    private static Map<String, ParameterValue> params(LearnerSpace space, String kernel, int others) {
        return new LinkedHashMap<>(
                space.params(dimension -> dimension.name().equals("kernel") ? value(kernel) : value(others)));
    }

    private static void assertRefused(String message, Dimension... dimensions) {
        assertThatExceptionOfType(InvalidDimensionException.class)
                .isThrownBy(() -> new LearnerSpace("A", List.of(dimensions)))
                .withMessage(message);
    }
}
