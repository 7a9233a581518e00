package dev.hone.driver.sampler.encoding;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.OptionalDouble;

/** Values that are numbers. */
public final class Numbers {
    private Numbers() {}

    /** The number that a value is; empty for texts, flags and sequences. */
    public static OptionalDouble of(ParameterValue value) {
        if (value instanceof Whole whole) {
            return OptionalDouble.of(whole.value());
        }
        return value instanceof Real real ? OptionalDouble.of(real.value()) : OptionalDouble.empty();
    }
}
