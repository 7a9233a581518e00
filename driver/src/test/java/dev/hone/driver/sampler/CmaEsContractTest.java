package dev.hone.driver.sampler;

import dev.hone.driver.space.SearchSpace;

/** {@code cma-es} as any sampler of numbers. */
public class CmaEsContractTest extends SamplerContract {
    @Override
    protected String name() {
        return "cma-es";
    }

    @Override
    protected SearchSpace general() {
        return NUMBERS;
    }

    @Override
    protected SearchSpace finite() {
        return FINITE_NUMBERS;
    }

    @Override
    protected int finiteSize() {
        return 16;
    }
}
