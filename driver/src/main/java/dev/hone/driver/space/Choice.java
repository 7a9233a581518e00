package dev.hone.driver.space;

import dev.hone.worker.trial.ParameterValue;
import java.util.List;
import java.util.OptionalLong;

/**
 * One of several values; of a single one, that value always.
 *
 * @param values at least one, none twice
 */
public record Choice(String name, Condition condition, List<ParameterValue> values) implements Dimension {

    public Choice {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw Dimension.invalid(name, "a choice must have at least one value (values: [])");
        }
        for (int index = 0; index < values.size(); index++) {
            if (Condition.contains(values.subList(0, index), values.get(index))) {
                throw Dimension.invalid(name, "each value must be listed once (twice: " + values.get(index) + ")");
            }
        }
    }

    /** A param with one value on every trial. */
    public static Choice fixed(String name, ParameterValue value) {
        return new Choice(name, Condition.always(), List.of(value));
    }

    @Override
    public Choice named(String other) {
        return new Choice(other, condition, values);
    }

    @Override
    public ParameterValue at(double unit) {
        return values.get((int) (unit * values.size()));
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(values.size());
    }

    @Override
    public ParameterValue at(long index) {
        return values.get((int) index);
    }

    @Override
    public long indexOf(ParameterValue value) {
        return values.indexOf(value);
    }

    @Override
    public double probability(ParameterValue value) {
        return 1.0 / values.size();
    }

    @Override
    public double unit(ParameterValue value) {
        return (indexOf(value) + 0.5) / values.size();
    }

    @Override
    public List<ParameterValue> probes() {
        return values;
    }

    @Override
    public String text() {
        return values.size() == 1 ? values.get(0).toString() : values.toString();
    }
}
