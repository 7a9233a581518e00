package dev.hone.driver.sampler;

/** Makes {@link RandomSampler}s. */
public final class RandomSamplerFactory implements SamplerFactory {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public Sampler create(SamplerSettings settings) {
        return new RandomSampler(settings.space(), settings.trials(), settings.seed());
    }
}
