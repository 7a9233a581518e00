package dev.hone.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which examples of a test matrix run.
 *
 * @param full whether all of them do
 * @param seed what the sample follows from otherwise
 */
public record Sampling(boolean full, long seed) {
    static final String FULL = "hone.tests.full";
    static final String SEED = "hone.tests.seed";

    /** That of the system properties {@code hone.tests.full} and {@code hone.tests.seed}; the time is the seed if none is set. */
    public static Sampling ofThisBuild() {
        return Holder.THIS_BUILD;
    }

    private static final class Holder {
        private static final Sampling THIS_BUILD =
                new Sampling(Boolean.getBoolean(FULL), Long.getLong(SEED, System.currentTimeMillis()));
    }

    /**
     * Examples in their order: all, or as few as show each kind, filled up by others to a number.
     *
     * @param atLeast least number of examples
     */
    public <E extends Kinded> List<E> sample(List<E> examples, int atLeast) {
        return full
                ? examples
                : IntStream.of(numbers(examples, atLeast))
                        .sorted()
                        .mapToObj(examples::get)
                        .toList();
    }

    private int[] numbers(List<? extends Kinded> examples, int atLeast) {
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
        Collections.shuffle(shuffled, new Random(seed));
        Set<Object> shown = new HashSet<>();
        List<Integer> chosen = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int number : shuffled) {
            (shown.addAll(examples.get(number).kinds()) ? chosen : others).add(number);
        }
        int missing = Math.min(Math.max(atLeast - chosen.size(), 0), others.size());
        chosen.addAll(others.subList(0, missing));
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return full ? "all of them" : "seed " + seed + " (repeat: -D" + SEED + "=" + seed + ", all: -Pfull)";
    }
}
