package dev.hone.driver.sampler;

/** {@code gp} as any sampler. */
public class GaussianProcessContractTest extends SamplerContract {
    @Override
    protected String name() {
        return "gp";
    }
}
