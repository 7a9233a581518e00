package dev.hone.driver.sampler;

/** {@code tpe} as any sampler. */
public class TpeContractTest extends SamplerContract {
    @Override
    protected String name() {
        return "tpe";
    }
}
