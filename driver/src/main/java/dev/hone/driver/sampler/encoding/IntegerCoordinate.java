package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.IntegerRange;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.util.OptionalDouble;

/** A range of whole numbers, on its scale. */
record IntegerCoordinate(IntegerRange range) implements Coordinate {
    @Override
    public String name() {
        return range.name();
    }

    @Override
    public long levels() {
        return range.high() - range.low() + 1;
    }

    @Override
    public double place(long level) {
        return range.unit(range.at(level));
    }

    @Override
    public long level(double place) {
        return range.indexOf(value(place));
    }

    @Override
    public double draw(double unit) {
        return rounded(unit);
    }

    @Override
    public ParameterValue value(double place) {
        return range.at(Math.min(Math.max(place, 0), 1));
    }

    @Override
    public OptionalDouble placeOf(ParameterValue value) {
        OptionalDouble number = Numbers.of(value);
        boolean isListed = number.isPresent()
                && range.low() <= number.getAsDouble()
                && number.getAsDouble() <= range.high()
                && number.getAsDouble() == Math.rint(number.getAsDouble());
        return isListed
                ? OptionalDouble.of(range.unit(new Whole((long) number.getAsDouble())))
                : OptionalDouble.empty();
    }
}
