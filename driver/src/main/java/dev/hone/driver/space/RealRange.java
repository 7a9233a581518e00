package dev.hone.driver.space;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Any number of a range.
 *
 * @param low the smallest value
 * @param high the bound of the largest, above {@code low}
 * @param scale how the range is spread
 */
public record RealRange(String name, Condition condition, double low, double high, Scale scale) implements Dimension {

    public RealRange {
        scale.check(name, low, high);
    }

    @Override
    public RealRange named(String other) {
        return new RealRange(other, condition, low, high, scale);
    }

    @Override
    public ParameterValue at(double unit) {
        return new Real(Math.min(Math.max(scale.between(low, high, unit), low), high));
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public ParameterValue at(long index) {
        throw new UnsupportedOperationException("A range of reals has no grid (dimension: " + name + ")");
    }

    @Override
    public long indexOf(ParameterValue value) {
        throw new UnsupportedOperationException("A range of reals has no grid (dimension: " + name + ")");
    }

    @Override
    public double probability(ParameterValue value) {
        throw new UnsupportedOperationException("A range of reals has no likely values (dimension: " + name + ")");
    }

    @Override
    public double unit(ParameterValue value) {
        return Math.min(scale.share(low, high, low, ((Real) value).value()), 1.0);
    }

    @Override
    public List<ParameterValue> probes() {
        return List.of(new Real(low), new Real(high));
    }

    @Override
    public String text() {
        String key = scale == Scale.LOG ? "log-uniform" : "uniform";
        return String.format(Locale.ROOT, "{%s: [%s, %s]}", key, low, high);
    }
}
