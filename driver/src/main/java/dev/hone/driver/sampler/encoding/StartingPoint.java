package dev.hone.driver.sampler.encoding;

import java.util.Optional;

/**
 * The point at which a search that knows nothing begins: of the first learner, each param at its default in Spark where the
 * default is one of the dimension's values, else in the middle of its range, or at the first value of its list.
 */
public final class StartingPoint {
    private static final double MIDDLE = 0.5;

    private StartingPoint() {}

    /** The starting point of a space. */
    public static double[] of(SpaceEncoding encoding) {
        SparkDefaults defaults = SparkDefaults.of(
                encoding.coordinates().get(SpaceEncoding.LEARNER).value(0).toString());
        double[] point = new double[encoding.coordinates().size()];
        for (int index = 1; index < point.length; index++) {
            Coordinate coordinate = encoding.coordinates().get(index);
            Optional<Double> place = defaults.value(coordinate.name())
                    .map(coordinate::placeOf)
                    .filter(known -> known.isPresent())
                    .map(known -> known.getAsDouble());
            point[index] = place.orElse(coordinate.isCategory() ? 0 : MIDDLE);
        }
        return encoding.rounded(point);
    }
}
