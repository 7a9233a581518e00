package dev.hone.driver.sampler.encoding;

import dev.hone.driver.space.Choice;
import dev.hone.worker.trial.ParameterValue;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A list of numbers, by rank: whoever lists values puts them as far apart as they differ in effect, be that linear or
 * logarithmic.
 *
 * @param sorted the values, ascending
 */
record OrderedCoordinate(String name, List<ParameterValue> sorted) implements Coordinate {

    /** Whether all values of a choice are numbers. */
    static boolean suits(Choice choice) {
        return choice.values().stream().allMatch(value -> Numbers.of(value).isPresent());
    }

    static OrderedCoordinate of(Choice choice) {
        return new OrderedCoordinate(
                choice.name(),
                choice.values().stream()
                        .sorted(Comparator.comparingDouble(
                                value -> Numbers.of(value).orElseThrow()))
                        .toList());
    }

    @Override
    public long levels() {
        return sorted.size();
    }

    @Override
    public double place(long level) {
        return (level + 0.5) / sorted.size();
    }

    @Override
    public long level(double place) {
        return Math.min(Math.max((long) (place * sorted.size()), 0), sorted.size() - 1L);
    }

    @Override
    public double draw(double unit) {
        return rounded(unit);
    }

    @Override
    public ParameterValue value(double place) {
        return sorted.get((int) level(place));
    }

    @Override
    public OptionalDouble placeOf(ParameterValue value) {
        return IntStream.range(0, sorted.size())
                .filter(rank -> Numbers.of(sorted.get(rank)).equals(Numbers.of(value)))
                .mapToDouble(this::place)
                .findFirst();
    }
}
