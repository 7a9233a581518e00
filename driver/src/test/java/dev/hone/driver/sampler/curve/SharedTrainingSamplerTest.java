package dev.hone.driver.sampler.curve;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.auto.SearchMethods;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a sampler is told of the trainings that were scored on their way. */
class SharedTrainingSamplerTest {
    private static final Objective OBJECTIVE = new Objective("loss", Direction.MINIMIZE);
    private static final SearchSpace FOREST =
            space(learner("Forest", choice("numTrees", 10, 40), uniform("rate", 0, 1)));

    @Test
    void trialsOfAnEarlierRunCountOncePerTrainingByTheirBestPoint() {
        Recorder inner = new Recorder(3);
        SharedTrainingSampler sampler =
                new SharedTrainingSampler(inner, Curves.of(FOREST, trial -> Set.of("numTrees")), OBJECTIVE, inner);
        History history = new History(
                List.of(),
                List.of(),
                List.of(outcome(7, 10, 0.3, 0.5), outcome(8, 40, 0.3, 0.1), outcome(9, 40, 0.9, 0.7)));

        sampler.curve(0, history);
        sampler.curve(1, history);

        List<TrialOutcome> told = inner.told.get(0).earlier();
        assertThat(told)
                .extracting(outcome -> outcome.config().params())
                .containsExactly(Map.of("rate", value(0.3)), Map.of("rate", value(0.9)));
        assertThat(told).extracting(OBJECTIVE::score).containsExactly(0.1, 0.7);
        assertThat(inner.told.get(1).earlier())
                .as("what has been seen is known again")
                .allMatch(told::contains);
    }

    @Test
    void ofTheFirstQuarterForestsEndAtTheMiddleOfTheLadderAndOtherCurvesDoNot() {
        assertThat(numbersOfTrials("numTrees", 4)).containsExactly(2, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        assertThat(numbersOfTrials("numTrees", 16)).containsExactly(2, 2, 2, 2, 4, 4, 4, 4, 4, 4);
        assertThat(numbersOfTrials("numTrees", 1000)).containsExactly(2, 2, 2, 2, 2, 2, 2, 2, 4, 4);
        assertThat(numbersOfTrials("maxIter", 1000)).containsOnly(4);
    }

    @Test
    void noTrainingEndsEarlyWhereTheTrialsAreAllThatThereAre() {
        SearchSpace space =
                space(learner("Forest", choice("numTrees", 10, 20, 30, 40), choice("maxDepth", 1, 2, 3, 4)));
        SamplerSettings settings = new SamplerSettings(space, OBJECTIVE, 100, 0);
        Sampler single = SearchMethods.create("tpe", settings);

        Sampler curves = CurveMode.ALWAYS.sampler(single, "tpe", settings, trial -> Set.of("numTrees"));

        assertThat(((CurveSampler) curves).curve(0, new History(List.of(), List.of())))
                .hasSize(4);
        assertThat(((CurveSampler) curves).text()).hasValue("numTrees at 10, 20, 30, 40 of each training");
    }

    /** Of each of the first proposals. */
    private static List<Integer> numbersOfTrials(String param, long trainings) {
        SearchSpace space = space(learner("Forest", choice(param, 10, 20, 30, 40), uniform("rate", 0, 1)));
        Recorder inner = new Recorder(trainings);
        SharedTrainingSampler sampler =
                new SharedTrainingSampler(inner, Curves.of(space, trial -> Set.of(param)), OBJECTIVE, inner);
        List<Integer> numbers = new ArrayList<>();
        for (long proposal = 0; proposal < 10; proposal++) {
            List<TrialConfig> curve = sampler.curve(proposal, new History(List.of(), List.of()));
            assertThat(sampler.curve(curve.get(0)))
                    .as("told by any of its trials")
                    .isEqualTo(curve);
            numbers.add(curve.size());
        }
        return numbers;
    }

    private static TrialOutcome outcome(long number, int trees, double rate, double loss) {
        TrialConfig config =
                new TrialConfig(number, "Forest", Map.of("numTrees", value(trees), "rate", value(rate)), number);
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of("loss", loss), 1, 1)), 1);
    }

    /** Proposes the same rate always, and keeps what it was told. */
    private static final class Recorder implements Sampler {
        private final List<History> told = new ArrayList<>();
        private final long trials;

        Recorder(long trials) {
            this.trials = trials;
        }

        @Override
        public long trials() {
            return trials;
        }

        @Override
        public OptionalLong distinct() {
            return OptionalLong.empty();
        }

        @Override
        public TrialConfig propose(long number, History history) {
            told.add(history);
            return new TrialConfig(number, "Forest", Map.of("rate", value(0.5)), number);
        }
    }
}
