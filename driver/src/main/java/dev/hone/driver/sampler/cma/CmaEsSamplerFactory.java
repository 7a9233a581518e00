package dev.hone.driver.sampler.cma;

import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerFactory;
import dev.hone.driver.sampler.SamplerSettings;

/** Makes {@link CmaEsSampler}s. */
public final class CmaEsSamplerFactory implements SamplerFactory {
    @Override
    public String name() {
        return "cma-es";
    }

    @Override
    public Sampler create(SamplerSettings settings) {
        return new CmaEsSampler(settings);
    }
}
