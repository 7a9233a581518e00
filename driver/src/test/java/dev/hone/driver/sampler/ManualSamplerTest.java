package dev.hone.driver.sampler;

import static dev.hone.driver.Spaces.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManualSamplerTest extends NumberedSamplerContract {
    private static final List<Config> CONFIGS = List.of(
            new Config("Svc", Map.of("kernel", value("rbf"), "gamma", value(0.1))),
            new Config("Tree", Map.of()),
            new Config("Svc", Map.of("C", value(10))));

    @Override
    NumberedSampler sampler(long seed) {
        return new ManualSampler(CONFIGS, seed);
    }

    @Test
    void trialsAreTheConfigsInTheirOrder() {
        assertThat(trials(sampler(1))).extracting(TrialConfig::learner).containsExactly("Svc", "Tree", "Svc");
        assertThat(trials(sampler(1)))
                .extracting(TrialConfig::params)
                .containsExactly(Map.of("kernel", value("rbf"), "gamma", value(0.1)), Map.of(), Map.of("C", value(10)));
    }

    @Test
    void aConfigKeepsItsOwnParams() {
        Map<String, ParameterValue> params = new LinkedHashMap<>(Map.of("C", value(1)));
        Config config = new Config("Svc", params);
        params.put("C", value(2));

        assertThat(config.params()).isEqualTo(Map.of("C", value(1))).isUnmodifiable();
    }

    @Test
    void atLeastOneConfigIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManualSampler(List.of(), 1))
                .withMessage("Manual search must have a configuration (configurations: [])");
    }
}
