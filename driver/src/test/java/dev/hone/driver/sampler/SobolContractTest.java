package dev.hone.driver.sampler;

/** {@code sobol} as any sampler. */
public class SobolContractTest extends SamplerContract {
    @Override
    protected String name() {
        return "sobol";
    }

    @Override
    protected boolean learns() {
        return false;
    }
}
