package dev.hone.driver.sampler.encoding;

import dev.hone.worker.trial.ParameterValue;
import java.util.List;
import java.util.OptionalDouble;

/** A list of values without an order, by index. */
record CategoryCoordinate(String name, List<ParameterValue> values) implements Coordinate {
    @Override
    public boolean isCategory() {
        return true;
    }

    @Override
    public long levels() {
        return values.size();
    }

    @Override
    public double place(long level) {
        return level;
    }

    @Override
    public long level(double place) {
        return Math.min(Math.max(Math.round(place), 0), values.size() - 1L);
    }

    @Override
    public double draw(double unit) {
        return (int) (unit * values.size());
    }

    @Override
    public ParameterValue value(double place) {
        return values.get((int) level(place));
    }

    @Override
    public OptionalDouble placeOf(ParameterValue value) {
        int index = values.indexOf(value);
        return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(index);
    }
}
