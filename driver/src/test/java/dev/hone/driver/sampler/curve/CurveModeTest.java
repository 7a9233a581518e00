package dev.hone.driver.sampler.curve;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logIntegers;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where there are curves, and along which param. */
class CurveModeTest {
    private static final Set<String> FOREST = Set.of("numTrees", "maxDepth", "minInstancesPerNode");

    @Test
    void theParamThatATrainingPassesOnItsWayIsTheCurve() {
        assertThat(text(space(learner("A", integers("maxDepth", 1, 9), logIntegers("numTrees", 1, 200)))))
                .hasValue("numTrees at 1, 2, 3 ... 200 of each training");
        assertThat(text(space(learner("A", integers("maxDepth", 2, 4), uniform("rate", 0, 1)))))
                .hasValue("maxDepth at 2, 3, 4 of each training");
    }

    @Test
    void learnersHaveCurvesOfTheirOwn() {
        assertThat(text(space(
                        learner("A", choice("numTrees", 8, 16), uniform("rate", 0, 1)),
                        learner("B", uniform("smoothing", 0, 1)),
                        learner("C", choice("maxDepth", 2, 3), uniform("rate", 0, 1)))))
                .hasValue("numTrees at 8, 16 of each A, maxDepth at 2, 3 of each C");
    }

    @Test
    void aParamThatConditionsLookAtIsNoCurve() {
        assertThat(text(space(learner(
                        "A",
                        choice("numTrees", 1, 2),
                        new Choice("rate", when("numTrees", 2), values(0.5, 1.0)),
                        choice("maxDepth", 2, 3)))))
                .hasValue("maxDepth at 2, 3 of each training");
    }

    @Test
    void aParamThatIsSharedWithSomeValuesOfOthersOnlyIsNoCurve() {
        SearchSpace space = space(learner("A", choice("schedule", "constant", "cosine"), integers("epochs", 1, 50)));

        assertThat(text(space, trial -> is(trial.params().get("schedule"), "cosine") ? Set.of() : Set.of("epochs")))
                .isEmpty();
    }

    @Test
    void valuesWithWhichNothingCanBeMadeDoNotCount() {
        SearchSpace space = space(learner("A", choice("solver", "sgd", "none"), integers("epochs", 1, 50)));

        assertThat(text(space, trial -> {
                    if (is(trial.params().get("solver"), "none")) {
                        throw new IllegalArgumentException("no such solver");
                    }
                    return Set.of("epochs");
                }))
                .hasValue("epochs at 1, 2, 3 ... 50 of each training");
    }

    @Test
    void aLearnerThatIsInTheSpaceTwiceHasNone() {
        assertThat(text(space(
                        learner("A", choice("numTrees", 8, 16), choice("rate", 1.0, 0.5)),
                        learner("A", choice("numTrees", 8, 32), choice("rate", 0.1, 0.2)))))
                .isEmpty();
    }

    @Test
    void aParamThatIsAloneInItsSpaceIsSearchedUnlessCurvesAreAskedFor() {
        SearchSpace alone = space(learner("A", integers("numTrees", 1, 1000), choice("rate", 0.5)));

        assertThat(text(alone)).isEmpty();
        assertThat(text(sampler(CurveMode.ALWAYS, "gp", alone, trial -> FOREST)))
                .hasValue("numTrees at 1, 2, 3 ... 1000 of each training");
    }

    @Test
    void methodsThatDoNotLearnHaveNone() {
        SearchSpace space = space(learner("A", integers("numTrees", 1, 9), uniform("rate", 0, 1)));

        assertThat(text(sampler(CurveMode.AUTO, "random", space, trial -> FOREST)))
                .isEmpty();
        assertThat(text(sampler(CurveMode.NEVER, "tpe", space, trial -> FOREST)))
                .isEmpty();
        assertThatThrownBy(() -> sampler(CurveMode.ALWAYS, "sobol", space, trial -> FOREST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("belongs to methods that learn from scores (method: sobol)");
    }

    @Test
    void curvesThatAreAskedForNeedASharedParamInTheSpace() {
        SearchSpace space = space(learner("A", uniform("rate", 0, 1)), learner("B", choice("numTrees", 7)));

        assertThatThrownBy(() -> sampler(
                        CurveMode.ALWAYS,
                        "auto",
                        space,
                        trial -> trial.learner().equals("A") ? Set.of("numTrees", "maxDepth") : Set.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "needs a range of whole numbers, or a list of numbers, of a param that one training passes on"
                                + " its way (of A: maxDepth, numTrees; of B: none)");
    }

    @Test
    void trialsAreCountedInThirtyTwoBits() {
        SearchSpace space = space(learner("A", integers("numTrees", 1, 100), uniform("rate", 0, 1)));

        assertThatThrownBy(() -> CurveMode.AUTO.sampler(
                        SearchMethods.create("tpe", settings(space, 200_000_000)),
                        "tpe",
                        settings(space, 200_000_000),
                        trial -> FOREST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("trials must be at most 134217727 with curves (trials: 200000000)");
    }

    @Test
    void modesHaveLabels() {
        assertThat(CurveMode.labelled("true")).isEqualTo(CurveMode.ALWAYS);
        assertThatThrownBy(() -> CurveMode.labelled("ture"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be one of auto, true, false (value: ture)");
    }

    private static boolean is(@Nullable ParameterValue value, String text) {
        return Objects.equals(value, value(text));
    }

    private static Optional<String> text(SearchSpace space) {
        return text(space, trial -> FOREST);
    }

    private static Optional<String> text(SearchSpace space, SharedTraining sharing) {
        return text(sampler(CurveMode.AUTO, "auto", space, sharing));
    }

    private static Optional<String> text(Sampler sampler) {
        return CurveSampler.of(sampler).text();
    }

    private static Sampler sampler(CurveMode mode, String method, SearchSpace space, SharedTraining sharing) {
        SamplerSettings settings = settings(space, 30);
        return mode.sampler(SearchMethods.create(method, settings), method, settings, sharing);
    }

    private static SamplerSettings settings(SearchSpace space, long trials) {
        return new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), trials, 7);
    }
}
