package dev.hone.driver.sampler.cma;

import static dev.hone.driver.Spaces.choice;
import static dev.hone.driver.Spaces.integers;
import static dev.hone.driver.Spaces.learner;
import static dev.hone.driver.Spaces.space;
import static dev.hone.driver.Spaces.uniform;
import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.SimulatedSearch;
import dev.hone.driver.space.RealRange;
import dev.hone.driver.space.Scale;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.TrialConfig;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmaEsSamplerTest {
    private static final SearchSpace PLANE = space(learner("A", uniform("x", -2, 2), uniform("y", -2, 2)));

    /** Rosenbrock's valley, which only a learnt covariance follows. */
    private static double rosenbrock(TrialConfig trial) {
        double x = real(trial, "x");
        double y = real(trial, "y");
        return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
    }

    private static double real(TrialConfig trial, String name) {
        return ((Real) Objects.requireNonNull(trial.params().get(name))).value();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void convergesInACurvedValleyHoweverManyTrialsRun(int running) {
        double best = new SimulatedSearch(
                        sampler(PLANE), running, trial -> SimulatedSearch.scored(trial, rosenbrock(trial)))
                .until(1000).stream()
                        .mapToDouble(CmaEsSamplerTest::rosenbrock)
                        .min()
                        .orElseThrow();

        assertThat(best).isLessThan(1e-6);
    }

    @Test
    void aHistoryThatIsReplayedGivesTheProposalsOfOneThatWasFollowed() {
        SimulatedSearch followed =
                new SimulatedSearch(sampler(PLANE), 3, trial -> SimulatedSearch.scored(trial, rosenbrock(trial)));
        followed.until(400);
        SimulatedSearch replayed = followed.continuedBy(sampler(PLANE));

        assertThat(replayed.until(450)).isEqualTo(followed.until(450));
    }

    @Test
    void wholeNumbersStayReachable() {
        SearchSpace numbers = space(learner("A", integers("n", 1, 40), uniform("x", 0, 1)));

        assertThat(new SimulatedSearch(sampler(numbers), 1, SimulatedSearch::bowl).until(150))
                .anySatisfy(trial -> assertThat(trial.params()).containsEntry("n", value(3)));
    }

    @Test
    void refusesWhatHasNoDirection() {
        assertRefused(
                space(learner("A", choice("kernel", "rbf", "linear"), uniform("x", 0, 1))),
                "CMA-ES takes one learner and ranges or lists of numbers only (dimension: kernel); use gp, tpe or auto");
        assertRefused(
                space(learner("A", uniform("x", 0, 1)), learner("B", uniform("x", 0, 1))),
                "CMA-ES takes one learner and ranges or lists of numbers only (dimension: learner); use gp, tpe or auto");
        assertRefused(
                space(learner("A", choice("n", 1, 2), new RealRange("x", when("n", 1), 0, 1, Scale.LINEAR))),
                "CMA-ES takes no dimension with 'when' (dimension: x); use gp, tpe or auto");
    }

    private static void assertRefused(SearchSpace space, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> sampler(space))
                .withMessage(message);
    }

    private static CmaEsSampler sampler(SearchSpace space) {
        return new CmaEsSampler(
                new SamplerSettings(space, new Objective(SimulatedSearch.METRIC, Direction.MINIMIZE), 10_000, 7));
    }
}
