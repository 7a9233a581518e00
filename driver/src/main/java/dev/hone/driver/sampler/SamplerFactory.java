package dev.hone.driver.sampler;

/**
 * Makes samplers of one method. The extension point for search methods: list an implementation, which has a public constructor
 * without parameters, in {@code META-INF/services/dev.hone.driver.sampler.SamplerFactory}, and {@link Samplers} finds it by its
 * name. Safe for use by many threads.
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
