package dev.hone.driver.sampler;

/** {@code random} as any sampler. */
public class RandomContractTest extends SamplerContract {
    @Override
    protected String name() {
        return "random";
    }

    @Override
    protected boolean learns() {
        return false;
    }
}
