package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerFactory;
import dev.hone.driver.sampler.SamplerSettings;

/** Makes {@link TpeSampler}s. */
public final class TpeSamplerFactory implements SamplerFactory {
    @Override
    public String name() {
        return "tpe";
    }

    @Override
    public Sampler create(SamplerSettings settings) {
        return new TpeSampler(settings);
    }
}
