package dev.hone.driver.sampler;

/**
 * Makes samplers of one method. The extension point for search methods: list an implementation, which has a public constructor
 * without parameters, in {@code META-INF/services/dev.hone.driver.sampler.SamplerFactory}, and {@link Samplers} finds it by its
 * name: in study files, {@link dev.hone.tuning.HyperparameterTuner} and {@link dev.hone.tuning.ObjectiveTuner}. The artifact {@code
 * dev.hone:hone-tuning} has a test-jar with {@code SamplerContract}, which its test extends. Safe for use by many threads.
 */
public interface SamplerFactory {

    /** The method's name, as study files have it under {@code search.method}, in lower case. */
    String name();

    /**
     * A sampler that proposes trials of a space.
     *
     * @throws dev.hone.worker.data.InvalidInputException if the method does not take the space or the number of trials
     */
    Sampler create(SamplerSettings settings);
}
