package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.Dimension;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The values with which a search that knows nothing begins: of each dimension the default of its param in Spark where that is
 * one of the dimension's values, else the middle of its range, or the first value of its list.
 */
public final class StartingValues {
    private static final double MIDDLE = 0.5;

    private final SparkDefaults defaults;

    private StartingValues(SparkDefaults defaults) {
        this.defaults = defaults;
    }

    /** @param learner class name, as {@link dev.hone.worker.trial.TrialConfig#learner()} */
    public static StartingValues of(String learner) {
        return new StartingValues(SparkDefaults.of(learner));
    }

    /** The value of a dimension. */
    public ParameterValue of(Dimension dimension) {
        return ofParam(dimension.name()).flatMap(value -> own(dimension, value)).orElseGet(() -> {
            Coordinate coordinate = Coordinate.of(dimension);
            return coordinate.value(place(coordinate));
        });
    }

    /** The default of a param in Spark; empty if it has none, or Spark does not know it. */
    public Optional<ParameterValue> ofParam(String name) {
        return defaults.value(name);
    }

    /** The place of {@link #of(Dimension)} on a coordinate. */
    double place(Coordinate coordinate) {
        return ofParam(coordinate.name())
                .map(coordinate::placeOf)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .orElse(coordinate.isCategory() ? 0 : MIDDLE);
    }

    /** A value as a dimension has it: 1 of a range of reals is 1.0; empty if it is none of the dimension's. */
    public static Optional<ParameterValue> own(Dimension dimension, ParameterValue value) {
        Coordinate coordinate = Coordinate.of(dimension);
        OptionalDouble place = coordinate.placeOf(value);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        // A place on a log scale and back again would change the last bits.
        return Optional.of(
                coordinate.isReal()
                        ? new Real(Numbers.of(value).orElseThrow())
                        : coordinate.value(place.getAsDouble()));
    }
}
