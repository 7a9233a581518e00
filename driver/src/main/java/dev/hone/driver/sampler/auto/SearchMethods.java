package dev.hone.driver.sampler.auto;

import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.driver.sampler.Samplers;

/** The samplers as a study asks for them: with a limit where a method's time grows faster than its trials. */
public final class SearchMethods {
    private static final String GP = "gp";

    private SearchMethods() {}

    /**
     * A sampler by the name of its method; {@code gp} hands over to another one after {@link AutoSampler#MOST_MODELLED} trials.
     *
     * @throws IllegalArgumentException if there is no such method
     * @throws dev.hone.worker.data.InvalidInputException if the method does not take the space or the number of trials
     */
    public static Sampler create(String method, SamplerSettings settings) {
        return method.equals(GP) ? AutoSampler.gaussianProcess(settings) : Samplers.create(method, settings);
    }
}
