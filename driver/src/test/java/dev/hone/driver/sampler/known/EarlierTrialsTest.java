package dev.hone.driver.sampler.known;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trials of an earlier run in a space that may have changed. */
class EarlierTrialsTest {
    private static final String TREE = "DecisionTreeClassifier";
    private static final FixedParams NO_STAGES = FixedParams.ofStudyFile(StudyPipeline.none());

    @Test
    void trialsOfTheSameSpaceAreTakenAsTheyAreFailedOnesToo() {
        List<TrialOutcome> earlier = List.of(
                trial(0, Map.of("maxDepth", value(3))),
                SimulatedSearch.failed(config(1, Map.of("maxDepth", value(9)))));

        WarmStart start = read(earlier, integers("maxDepth", 1, 10));

        assertThat(start.trials()).isEqualTo(earlier);
        assertThat(start.text()).isEqualTo("2 of 2 trials of /earlier");
    }

    @Test
    void valuesOutsideTheSpaceAreLeftOutAndTold() {
        WarmStart start = read(
                List.of(
                        trial(0, Map.of("maxDepth", value(3))),
                        trial(1, Map.of("maxDepth", value(12))),
                        trial(2, Map.of("maxDepth", value(15)))),
                integers("maxDepth", 1, 10));

        assertThat(start.text())
                .isEqualTo("1 of 3 trials of /earlier; left out: 2 (param 'maxDepth' outside of {int: [1, 10]})");
    }

    @Test
    void aNewParamTakesTheValueThatItHadThere() {
        WarmStart start = read(
                List.of(trial(0, Map.of("maxDepth", value(3)))),
                integers("maxDepth", 1, 10),
                choice("impurity", "entropy", "gini"),
                uniform("minInfoGain", 0, 1));

        assertThat(start.trials().get(0).config().params())
                .isEqualTo(Map.of("maxDepth", value(3), "impurity", value("gini"), "minInfoGain", value(0.0)));
        assertThat(start.text())
                .isEqualTo("1 of 1 trials of /earlier; not tuned there: impurity gini, minInfoGain 0.0");
    }

    @Test
    void aNewParamOfAStageTakesWhatTheStageHadThere() {
        StudyPipeline stages = new StudyPipeline(List.of(new StageDefinition("reduce", "PCA", Map.of("k", value(2)))));
        EarlierTrials reader = new EarlierTrials(
                space(learner(TREE, integers("maxDepth", 1, 10), choice("reduce.k", 1, 2))),
                NO_STAGES,
                FixedParams.ofStudyFile(stages));

        assertThat(reader.read("/earlier", List.of(trial(0, Map.of("maxDepth", value(3)))))
                        .text())
                .isEqualTo("1 of 1 trials of /earlier; not tuned there: reduce.k 2");
    }

    @Test
    void aNewParamWhoseValueIsNotKnownLeavesTrialsOut() {
        assertThat(read(
                                List.of(trial(0, Map.of("maxDepth", value(3)))),
                                integers("maxDepth", 1, 10),
                                choice("PCA.k", 1, 2))
                        .text())
                .isEqualTo(
                        "0 of 1 trials of /earlier; left out: 1 (param 'PCA.k' is new, its value there is not known)");
    }

    @Test
    void aParamThatIsNoLongerTunedMustHaveItsValueOfNow() {
        List<TrialOutcome> earlier = List.of(
                trial(0, Map.of("maxDepth", value(3), "maxBins", value(32))),
                trial(1, Map.of("maxDepth", value(3), "maxBins", value(64))));

        WarmStart start = read(earlier, integers("maxDepth", 1, 10));

        assertThat(start.trials().get(0).config().params()).isEqualTo(Map.of("maxDepth", value(3)));
        assertThat(start.text())
                .isEqualTo(
                        "1 of 2 trials of /earlier; left out: 1 (param 'maxBins' is not tuned here, with another value)");
    }

    @Test
    void conditionsAreThoseOfTheNewSpace() {
        WarmStart start = read(
                List.of(
                        trial(0, Map.of("impurity", value("gini"))),
                        trial(1, Map.of("impurity", value("entropy"), "maxDepth", value(2)))),
                choice("impurity", "gini", "entropy"),
                new Choice("maxDepth", when("impurity", "entropy"), values(2, 3)));

        assertThat(start.trials())
                .extracting(trial -> trial.config().params().size())
                .containsExactly(1, 2);
    }

    @Test
    void anotherLearnerIsLeftOut() {
        EarlierTrials reader =
                new EarlierTrials(space(learner("LinearSVC", uniform("regParam", 0, 1))), NO_STAGES, NO_STAGES);

        assertThat(reader.read("/earlier", List.of(trial(0, Map.of()))).text())
                .isEqualTo(
                        "0 of 1 trials of /earlier; left out: 1 (learner DecisionTreeClassifier is not in the space)");
    }

    private static WarmStart read(List<TrialOutcome> earlier, Dimension... dimensions) {
        return new EarlierTrials(space(learner(TREE, dimensions)), NO_STAGES, NO_STAGES).read("/earlier", earlier);
    }

    private static TrialOutcome trial(long number, Map<String, ParameterValue> params) {
        return SimulatedSearch.scored(config(number, params), 0.5);
    }

    private static TrialConfig config(long number, Map<String, ParameterValue> params) {
        return new TrialConfig(number, TREE, params, number);
    }
}
