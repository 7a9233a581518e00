package dev.hone.driver.sampler.encoding;

/** The point at which a search that knows nothing begins: the first learner with {@link StartingValues}. */
public final class StartingPoint {
    private StartingPoint() {}

    /** The starting point of a space. */
    public static double[] of(SpaceEncoding encoding) {
        StartingValues starting = StartingValues.of(
                encoding.coordinates().get(SpaceEncoding.LEARNER).value(0).toString());
        double[] point = new double[encoding.coordinates().size()];
        for (int index = 1; index < point.length; index++) {
            point[index] = starting.place(encoding.coordinates().get(index));
        }
        return encoding.rounded(point);
    }
}
