package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.RealRange;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import java.util.OptionalDouble;

/** A range of reals, on its scale. */
record RealCoordinate(RealRange range) implements Coordinate {
    @Override
    public String name() {
        return range.name();
    }

    @Override
    public boolean isReal() {
        return true;
    }

    @Override
    public long levels() {
        throw new UnsupportedOperationException("A range of reals has no levels (dimension: " + name() + ")");
    }

    @Override
    public double place(long level) {
        throw new UnsupportedOperationException("A range of reals has no levels (dimension: " + name() + ")");
    }

    @Override
    public long level(double place) {
        throw new UnsupportedOperationException("A range of reals has no levels (dimension: " + name() + ")");
    }

    @Override
    public double rounded(double place) {
        return Math.min(Math.max(place, 0), 1);
    }

    @Override
    public double draw(double unit) {
        return unit;
    }

    @Override
    public ParameterValue value(double place) {
        return range.at(rounded(place));
    }

    @Override
    public OptionalDouble placeOf(ParameterValue value) {
        OptionalDouble number = Numbers.of(value);
        return number.isPresent() && range.low() <= number.getAsDouble() && number.getAsDouble() <= range.high()
                ? OptionalDouble.of(range.unit(new Real(number.getAsDouble())))
                : OptionalDouble.empty();
    }
}
