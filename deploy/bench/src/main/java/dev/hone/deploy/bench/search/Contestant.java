package dev.hone.deploy.bench.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a method reached: one value per seed, by problem and number of trials.
 *
 * @param label as tables have it
 */
record Contestant(String label, Map<Place, double[]> values) {
    private static final double ROUNDING = 1e9;

    /** A problem after some trials. */
    record Place(String problem, int trials) {}

    Contestant(String label) {
        this(label, new HashMap<>());
    }

    void put(Place place, double[] reached) {
        if (reached.length > 0) {
            values.put(place, reached);
        }
    }

    Optional<double[]> at(Place place) {
        return Optional.ofNullable(values.get(place));
    }

    /**
     * The share of pairs of runs in which this one's value is lower, equal ones counting half; values are rounded to 1e-9.
     *
     * @return empty if one of the two has no runs there
     */
    OptionalDouble beats(Contestant other, Place place) {
        Optional<double[]> ours = at(place);
        Optional<double[]> theirs = other.at(place);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (double our : ours.get()) {
            for (double their : theirs.get()) {
                sum += (1 - Math.signum(Double.compare(Math.rint(our * ROUNDING), Math.rint(their * ROUNDING)))) / 2;
            }
        }
        return OptionalDouble.of(sum / ours.get().length / theirs.get().length);
    }
}
