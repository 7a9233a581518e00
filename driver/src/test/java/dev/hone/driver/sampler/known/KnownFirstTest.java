package dev.hone.driver.sampler.known;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;
import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configs that are known to be good, before the trials of any sampler. */
class KnownFirstTest {
    private static final SearchSpace FINITE = space(learner("A", choice("x", 1, 2, 4, 8), integers("n", 1, 4)));
    private static final SearchSpace NUMBERS = space(learner("A", uniform("x", 0, 1), integers("n", 1, 8)));
    private static final Config GOOD = config("A", "x", 4, "n", 3);
    private static final Config OTHER = config("A", "x", 1, "n", 2);

    static List<String> names() {
        return Samplers.names();
    }

    @Test
    void aGridHasEachPointOnceTheKnownOnesFirst() {
        NumberedSampler grid = new GridSampler(FINITE, 7);
        NumberedSampler known = (NumberedSampler) KnownFirst.before(grid, List.of(GOOD, OTHER), 7);

        List<Config> trials = LongStream.range(0, known.trials())
                .mapToObj(known::trial)
                .map(KnownFirstTest::config)
                .toList();

        assertThat(trials).startsWith(GOOD, OTHER).doesNotHaveDuplicates();
        assertThat(trials)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, grid.trials())
                        .mapToObj(grid::trial)
                        .map(KnownFirstTest::config)
                        .toList());
        assertThat(LongStream.range(0, known.trials())
                        .map(number -> known.trial(number).number()))
                .containsExactly(LongStream.range(0, 16).boxed().toArray(Long[]::new));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMethodTriesAFiniteSpaceWholeAfterKnownConfigs(String name) {
        Sampler sampler = KnownFirst.before(sampler(name, FINITE, 16), List.of(GOOD, OTHER, GOOD), 7);

        List<TrialConfig> trials = new SimulatedSearch(sampler, 3, SimulatedSearch::bowl).until(16);

        assertThat(trials.stream().map(KnownFirstTest::config))
                .startsWith(GOOD, OTHER)
                .hasSize(16)
                .doesNotHaveDuplicates();
        assertThat(sampler.trials()).isEqualTo(16);
    }

    @ParameterizedTest
    @MethodSource("names")
    void knownConfigsCountAsTrialsAndAreLearntFrom(String name) {
        Config near = config("A", "x", 0.3, "n", 3);
        Sampler sampler = KnownFirst.before(sampler(name, NUMBERS, 12), List.of(near), 7);
        List<TrialConfig> trials = new SimulatedSearch(sampler, 1, SimulatedSearch::bowl).until(100);

        assertThat(trials).hasSize(12);
        assertThat(config(trials.get(0))).isEqualTo(near);
        assertThat(trials.stream().skip(1).map(KnownFirstTest::config)).doesNotContain(near);
    }

    @Test
    void withoutKnownConfigsTheSamplerIsLeftAsItIs() {
        Sampler grid = new GridSampler(FINITE, 7);

        assertThat(KnownFirst.before(grid, List.of(), 7)).isSameAs(grid);
    }

    @Test
    void moreConfigsThanTrialsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownFirst.before(sampler("random", FINITE, 1), List.of(GOOD, OTHER), 7))
                .withMessage("must list at most as many configs as the search has trials (configs: 2, trials: 1)");
    }

    @Test
    void thePlanTellsHowManyComeFirst() {
        assertThat(KnownFirst.before(sampler("random", FINITE, 9), List.of(GOOD), 7)
                        .plan())
                .contains("1 known-good config");
        assertThat(KnownFirst.before(sampler("auto", FINITE, 9), List.of(GOOD, OTHER), 7)
                        .plan())
                .contains("2 known-good configs, then gp (2 dimensions)");
    }

    private static Sampler sampler(String name, SearchSpace space, long trials) {
        return Samplers.create(
                name, new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), trials, 7));
    }

    private static Config config(TrialConfig trial) {
        return new Config(trial.learner(), trial.params());
    }

    private static Config config(String learner, String one, Object first, String other, Object second) {
        return new Config(learner, Map.of(one, value(first), other, value(second)));
    }
}
