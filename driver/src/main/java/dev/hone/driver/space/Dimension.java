package dev.hone.driver.space;

import dev.hone.worker.trial.ParameterValue;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;

/** The values that a search may give to one param. Immutable. */
public sealed interface Dimension extends Serializable permits Choice, RealRange, IntegerRange {

    /** The param's name. */
    String name();

    /** The same values of a param of another name. */
    Dimension named(String other);

    /** On which trials the param is set at all. */
    Condition condition();

    /**
     * The value at a place of the unit interval; equal stretches of the interval are equally likely values.
     *
     * @param unit at least 0, below 1
     */
    ParameterValue at(double unit);

    /** Number of values, empty for a range of reals. */
    OptionalLong size();

    /**
     * The value at an index of a grid.
     *
     * @param index from 0 to {@link #size()} - 1
     */
    ParameterValue at(long index);

    /**
     * The index of one of its values, as {@link #at(long)} takes it.
     *
     * @throws UnsupportedOperationException if it is a range of reals
     */
    long indexOf(ParameterValue value);

    /**
     * The probability of one of its values where places of the unit interval are drawn uniformly.
     *
     * @throws UnsupportedOperationException if it is a range of reals
     */
    double probability(ParameterValue value);

    /**
     * The place of the unit interval at which one of its values lies: {@link #at(double)} gives the value there. On a log scale
     * that is where the value itself lies, not the middle of its stretch.
     *
     * @return at least 0, at most 1
     */
    double unit(ParameterValue value);

    /** The values by which to find out whether a learner takes them all: all of a choice, the ends of a range. */
    List<ParameterValue> probes();

    /** What a study file accepts for this dimension, without its condition. */
    String text();

    /** Fails with one line about this dimension: subject, rule, actual values. */
    static InvalidDimensionException invalid(String name, String rule) {
        return new InvalidDimensionException(name, rule);
    }
}
