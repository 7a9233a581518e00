package dev.hone.driver.sampler.tpe;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.logUniform;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.RandomSampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TpeSamplerTest {
    private static final SearchSpace LINE = space(learner("A", uniform("x", 0, 1)));

    /** One branch has dimensions of its own, and is never among the best tenth of all trials. */
    private static final SearchSpace BRANCHES = space(learner(
            "A",
            choice("branch", "easy", "hard"),
            new RealRange("x", when("branch", "hard"), 0, 1, Scale.LINEAR),
            new RealRange("z", when("branch", "easy"), 0, 1, Scale.LINEAR)));

    @Test
    void proposesNearTheBestTrials() {
        assertThat(proposals(LINE, history(LINE, 60)))
                .filteredOn(trial -> Math.abs(x(trial) - 0.3) < 0.15)
                .hasSizeGreaterThan(15);
    }

    @Test
    void runningTrialsCountAsBad() {
        History idle = history(LINE, 60);
        List<History.Running> running = IntStream.range(0, 20)
                .mapToObj(number -> new History.Running(
                        new TrialConfig(60 + number, "A", Map.of("x", new Real(0.3 + number * 1e-4)), number),
                        List.of()))
                .toList();

        assertThat(meanDistance(proposals(LINE, new History(idle.ended(), running))))
                .isGreaterThan(meanDistance(proposals(LINE, idle)));
    }

    @Test
    void aBranchIsJudgedAmongItsOwnTrials() {
        History history = history(BRANCHES, 80);

        assertThat(proposals(BRANCHES, history).stream()
                        .filter(trial -> trial.params().containsKey("x"))
                        .toList())
                .hasSizeGreaterThan(2)
                .filteredOn(trial -> Math.abs(x(trial) - 0.3) > 0.25)
                .hasSizeLessThan(2);
    }

    @Test
    void aThousandTrialsTakeLessThanFiftyMilliseconds() {
        SearchSpace wide = space(learner(
                "A",
                uniform("a", 0, 1),
                uniform("b", 0, 1),
                logUniform("c", 1e-3, 1),
                integers("d", 1, 50),
                choice("e", 1, 2, 4, 8),
                choice("f", "a", "b", "c"),
                uniform("g", 0, 1),
                uniform("h", 0, 1)));
        History history = history(wide, 1000);
        proposals(wide, history);

        long start = System.nanoTime();
        List<TrialConfig> proposals = proposals(wide, history);
        Duration each = Duration.ofNanos((System.nanoTime() - start) / proposals.size());

        assertThat(each).isLessThan(Duration.ofMillis(50));
    }

    private static double x(TrialConfig trial) {
        return ((Real) Objects.requireNonNull(trial.params().get("x"))).value();
    }

    private static double meanDistance(List<TrialConfig> trials) {
        return trials.stream()
                .mapToDouble(trial -> Math.abs(x(trial) - 0.3))
                .average()
                .orElseThrow();
    }

    /** Of twenty numbers after the same history. */
    private static List<TrialConfig> proposals(SearchSpace space, History history) {
        TpeSampler sampler = new TpeSampler(
                new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), 100_000, 7));
        List<TrialConfig> proposals = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            proposals.add(sampler.propose(2000L + number, history));
        }
        return proposals;
    }

    private static History history(SearchSpace space, int trials) {
        RandomSampler random = new RandomSampler(space, 100_000, 3);
        List<TrialOutcome> ended = IntStream.range(0, trials)
                .mapToObj(random::trial)
                .map(TpeSamplerTest::outcome)
                .toList();
        return new History(ended, List.of());
    }

    private static TrialOutcome outcome(TrialConfig trial) {
        if (!trial.params().containsKey("branch")) {
            return SimulatedSearch.bowl(trial);
        }
        boolean isEasy = value("easy").equals(trial.params().get("branch"));
        return SimulatedSearch.scored(trial, isEasy ? 0 : 1 + Math.abs(x(trial) - 0.3));
    }
}
