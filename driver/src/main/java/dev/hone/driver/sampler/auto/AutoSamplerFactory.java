package dev.hone.driver.sampler.auto;

import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerFactory;
import dev.hone.driver.sampler.SamplerSettings;

/** Makes {@link AutoSampler}s. */
public final class AutoSamplerFactory implements SamplerFactory {
    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Sampler create(SamplerSettings settings) {
        return AutoSampler.of(settings);
    }
}
