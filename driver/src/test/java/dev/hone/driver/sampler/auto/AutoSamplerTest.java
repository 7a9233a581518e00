package dev.hone.driver.sampler.auto;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;
import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoSamplerTest {
    private static final SearchSpace REALS = space(learner("A", uniform("x", 0, 1), uniform("y", 0, 1)));
    private static final SearchSpace MIXED = space(learner("A", uniform("x", 0, 1), choice("c", "a", "b")));
    private static final SearchSpace WIDE = space(new LearnerSpace(
            "A",
            IntStream.range(0, 41)
                    .<Dimension>mapToObj(number -> uniform("x" + number, 0, 1))
                    .toList()));

    @Test
    void fewTrialsAreProposedByAGaussianProcess() {
        assertThat(plan(REALS, 250)).isEqualTo("gp (2 dimensions, all real)");
        assertThat(auto(REALS, 250).propose(12, history(REALS, 12, 0)))
                .isEqualTo(proposal("gp", REALS, history(REALS, 12, 0)));
    }

    @Test
    void manyTrialsOfRealsAreProposedByCmaEs() {
        assertThat(plan(REALS, 251)).isEqualTo("gp for 250 trials, then cma-es (2 dimensions, all real)");
        assertThat(auto(REALS, 251).propose(251, history(REALS, 251, 0)))
                .isEqualTo(proposal("cma-es", REALS, history(REALS, 251, 0)));
    }

    @Test
    void manyTrialsOfOtherSpacesAreProposedByTpe() {
        assertThat(plan(MIXED, 300)).isEqualTo("gp for 250 trials, then tpe (2 dimensions, 1 categorical)");
        assertThat(auto(MIXED, 300).propose(251, history(MIXED, 240, 11)))
                .isEqualTo(proposal("tpe", MIXED, history(MIXED, 240, 11)));
    }

    @Test
    void manyRunningTrialsAreProposedByTpe() {
        assertThat(auto(REALS, 250).propose(85, history(REALS, 20, 65)))
                .isEqualTo(proposal("tpe", REALS, history(REALS, 20, 65)));
    }

    @Test
    void manyDimensionsAreNotModelled() {
        assertThat(plan(WIDE, 100)).isEqualTo("cma-es (41 dimensions, all real)");
    }

    @Test
    void aGaussianProcessThatIsAskedForModelsFiveHundredTrials() {
        SamplerSettings settings = settings(MIXED, 100_000);

        assertThat(SearchMethods.create("gp", settings).plan())
                .hasValue("gp for 500 trials, then tpe (2 dimensions, 1 categorical)");
        assertThat(SearchMethods.create("gp", settings).propose(501, history(MIXED, 501, 0)))
                .isEqualTo(proposal("tpe", MIXED, history(MIXED, 501, 0)));
    }

    private static AutoSampler auto(SearchSpace space, long trials) {
        return AutoSampler.of(settings(space, trials));
    }

    private static String plan(SearchSpace space, long trials) {
        return auto(space, trials).plan().orElseThrow();
    }

    private static TrialConfig proposal(String method, SearchSpace space, History history) {
        long number = history.ended().size() + history.running().size();
        return Samplers.create(method, settings(space, 1000)).propose(number, history);
    }

    private static SamplerSettings settings(SearchSpace space, long trials) {
        return new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), trials, 7);
    }

    private static History history(SearchSpace space, int ended, int running) {
        RandomSampler random = new RandomSampler(space, 1000, 3);
        List<TrialOutcome> outcomes = IntStream.range(0, ended)
                .mapToObj(random::trial)
                .map(SimulatedSearch::bowl)
                .toList();
        return new History(
                outcomes,
                IntStream.range(ended, ended + running)
                        .mapToObj(number -> new History.Running(random.trial(number), List.of()))
                        .toList());
    }
}
