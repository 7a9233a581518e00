package dev.hone.driver.sampler.auto;

import dev.hone.driver.sampler.encoding.Coordinate;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How many dimensions of which kind a space has; those with one value only do not count, the choice of the learner does.
 *
 * @param reals ranges of reals
 * @param ordered whole numbers and lists of numbers
 * @param categorical other lists
 * @param conditional those that are not set on all trials
 */
record SpaceKinds(int reals, int ordered, int categorical, int conditional) {

    static SpaceKinds of(SpaceEncoding encoding) {
        List<Coordinate> coordinates = encoding.coordinates();
        int[] free = IntStream.range(0, coordinates.size())
                .filter(index -> !coordinates.get(index).isConstant())
                .toArray();
        int reals = count(free, coordinates, Coordinate::isReal);
        int categorical = count(free, coordinates, Coordinate::isCategory);
        int conditional =
                (int) IntStream.of(free).filter(encoding::isConditional).count();
        return new SpaceKinds(reals, free.length - reals - categorical, categorical, conditional);
    }

    private static int count(int[] free, List<Coordinate> coordinates, Predicate<Coordinate> predicate) {
        return (int) IntStream.of(free)
                .filter(index -> predicate.test(coordinates.get(index)))
                .count();
    }

    int dimensions() {
        return reals + ordered + categorical;
    }

    /** Whether every trial sets the same ranges of reals, and nothing else has a choice. */
    boolean areRealsOnly() {
        return ordered == 0 && categorical == 0 && conditional == 0 && reals > 0;
    }

    /** Such as {@code 5 dimensions, 2 categorical}. */
    String text() {
        if (dimensions() == 0) {
            return "one configuration";
        }
        List<String> parts = new ArrayList<>();
        add(parts, categorical, "categorical");
        add(parts, conditional, "conditional");
        String all = dimensions() + (dimensions() == 1 ? " dimension" : " dimensions");
        if (areRealsOnly()) {
            return all + ", all real";
        }
        return parts.isEmpty() ? all : all + ", " + String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String kind) {
        if (count > 0) {
            parts.add(count + " " + kind);
        }
    }
}
