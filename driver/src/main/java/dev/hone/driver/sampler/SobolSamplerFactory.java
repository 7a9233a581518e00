package dev.hone.driver.sampler;

/** Makes {@link SobolSampler}s. */
public final class SobolSamplerFactory implements SamplerFactory {
    @Override
    public String name() {
        return "sobol";
    }

    @Override
    public Sampler create(SamplerSettings settings) {
        return new SobolSampler(settings.space(), settings.trials(), settings.seed());
    }
}
