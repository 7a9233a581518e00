package dev.hone.driver.sampler.gp;

import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerFactory;
import dev.hone.driver.sampler.SamplerSettings;

/** Makes {@link GaussianProcessSampler}s. */
public final class GaussianProcessSamplerFactory implements SamplerFactory {
    @Override
    public String name() {
        return "gp";
    }

    @Override
    public Sampler create(SamplerSettings settings) {
        return new GaussianProcessSampler(settings);
    }
}
