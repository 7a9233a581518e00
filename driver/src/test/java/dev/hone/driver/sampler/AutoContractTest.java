package dev.hone.driver.sampler;

/** {@code auto} as any sampler. */
public class AutoContractTest extends SamplerContract {
    @Override
    protected String name() {
        return "auto";
    }
}
