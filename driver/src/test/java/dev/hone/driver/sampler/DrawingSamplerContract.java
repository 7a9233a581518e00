package dev.hone.driver.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.space.Dimension;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those keep to that make trials from the dimensions of a space. */
abstract class DrawingSamplerContract extends NumberedSamplerContract {

    @Test
    void everyParamIsSetWhoseConditionHolds() {
        assertThat(trials(sampler(7))).allSatisfy(trial -> {
            List<String> expected = learnerSpace(trial).dimensions().stream()
                    .filter(dimension -> dimension.condition().holds(trial.params()))
                    .map(Dimension::name)
                    .toList();
            assertThat(trial.params().keySet()).containsExactlyElementsOf(expected);
        });
    }

    @Test
    void everyLearnerAndEveryValueOfAChoiceComesUp() {
        List<TrialConfig> trials = trials(sampler(7));

        assertThat(trials).extracting(TrialConfig::learner).contains("Svc", "Tree");
        assertThat(trials)
                .extracting(trial -> String.valueOf(trial.params().get("kernel")))
                .contains("linear", "rbf", "poly", "null");
        assertThat(trials)
                .extracting(trial -> String.valueOf(trial.params().get("gamma")))
                .contains("0.1", "1.0", "null");
    }
}
