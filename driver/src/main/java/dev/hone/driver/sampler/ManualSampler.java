package dev.hone.driver.sampler;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations that the user has written down, in that order. A param without a value keeps its default. */
public final class ManualSampler implements NumberedSampler {
    private static final long serialVersionUID = 1L;

    private final Config[] configs;
    private final long seed;

    /**
     * One of the user's configurations.
     *
     * @param learner class name, as {@link TrialConfig#learner()}
     * @param params values by param name
     */
    public record Config(String learner, Map<String, ParameterValue> params) implements Serializable {
        public Config {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }
    }

    /**
     * @param configs at least one
     * @param seed the study's seed
     */
    public ManualSampler(List<Config> configs, long seed) {
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("Manual search must have a configuration (configurations: [])");
        }
        this.configs = configs.toArray(Config[]::new);
        this.seed = seed;
    }

    @Override
    public long trials() {
        return configs.length;
    }

    @Override
    public TrialConfig trial(long number) {
        Config config = configs[(int) number];
        return new TrialConfig(number, config.learner(), config.params(), Seeds.ofTrial(seed, number));
    }
}
