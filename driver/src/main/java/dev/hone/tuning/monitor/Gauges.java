package dev.hone.tuning.monitor;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.function.Supplier;

/** Registers gauges that never throw: one that cannot be read is NaN. */
record Gauges(MetricRegistry registry) {

    void add(String name, Supplier<? extends Number> value) {
        registry.register(name, (Gauge<Number>) () -> read(value));
    }

    private static Number read(Supplier<? extends Number> value) {
        try {
            return value.get();
        } catch (RuntimeException e) { // as of a context that is being stopped
            return Double.NaN;
        }
    }
}
