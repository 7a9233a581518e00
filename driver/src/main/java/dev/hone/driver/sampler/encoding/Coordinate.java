package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.IntegerRange;
import dev.hone.driver.space.RealRange;
import dev.hone.worker.trial.ParameterValue;
import java.util.OptionalDouble;

/**
 * How the values of one dimension become numbers. The number of a value is its place.
 *
 * <pre>
 *   kind                      place                                 levels
 *   range of reals            on its scale, 0 to 1                  none
 *   range of whole numbers    on its scale over                     one per number
 *                             [low - 1/2, high + 1/2], 0 to 1
 *   list of numbers           (rank + 1/2) / size, 0 to 1           one per value, by size
 *   any other list, learner   index in the list, from 0             one per value, in the order of the list
 * </pre>
 *
 * <p>Immutable.
 */
public sealed interface Coordinate permits RealCoordinate, IntegerCoordinate, OrderedCoordinate, CategoryCoordinate {

    /** How the values of a dimension become numbers. */
    static Coordinate of(Dimension dimension) {
        if (dimension instanceof RealRange range) {
            return new RealCoordinate(range);
        }
        if (dimension instanceof IntegerRange range) {
            return new IntegerCoordinate(range);
        }
        Choice choice = (Choice) dimension;
        return OrderedCoordinate.suits(choice)
                ? OrderedCoordinate.of(choice)
                : new CategoryCoordinate(choice.name(), choice.values());
    }

    /** The param's name; that of the learner's coordinate is {@code learner}. */
    String name();

    /** Whether places are indices of values without an order, so that only equality means something. */
    default boolean isCategory() {
        return false;
    }

    /** Whether places are any number from 0 to 1. */
    default boolean isReal() {
        return false;
    }

    /** Whether it has one value only. */
    default boolean isConstant() {
        return !isReal() && levels() == 1;
    }

    /**
     * Number of values.
     *
     * @throws UnsupportedOperationException if it is real
     */
    long levels();

    /**
     * The place of a level.
     *
     * @param level from 0 to {@link #levels()} - 1
     * @throws UnsupportedOperationException if it is real
     */
    double place(long level);

    /**
     * The level at a place, or the one that is nearest.
     *
     * @throws UnsupportedOperationException if it is real
     */
    long level(double place);

    /** The nearest place that a value has. */
    default double rounded(double place) {
        return place(level(place));
    }

    /**
     * The place of a random value: uniform units give the distribution from which random search draws.
     *
     * @param unit at least 0, below 1
     */
    double draw(double unit);

    /** The value at a place, or the one that is nearest. */
    ParameterValue value(double place);

    /** The place of a value; empty if it is none of the dimension's. */
    OptionalDouble placeOf(ParameterValue value);
}
