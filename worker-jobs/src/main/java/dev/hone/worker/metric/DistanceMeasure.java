package dev.hone.worker.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How {@code silhouette} measures the distance of two rows: Spark's {@code distanceMeasure}. */
public enum DistanceMeasure {
    /** The square of the Euclidean distance. */
    SQUARED_EUCLIDEAN("squaredEuclidean", SquaredEuclideanSilhouette::new),
    /** One minus the cosine of the angle. */
    COSINE("cosine", CosineSilhouette::new);

    private final String sparkName;

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final Function<Predictions, Silhouette> silhouette;

    DistanceMeasure(String sparkName, Function<Predictions, Silhouette> silhouette) {
        this.sparkName = sparkName;
        this.silhouette = silhouette;
    }

    /** The name that Spark's param takes. */
    public String sparkName() {
        return sparkName;
    }

    /**
     * The measure of that name.
     *
     * @param name a name as Spark spells it
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static DistanceMeasure named(String name) {
        List<String> allowed = new ArrayList<>();
        for (DistanceMeasure measure : values()) {
            if (measure.sparkName.equals(name)) {
                return measure;
            }
            allowed.add(measure.sparkName);
        }
        throw new IllegalArgumentException("Metric option 'distanceMeasure': must be one of "
                + String.join(", ", allowed) + " (was: " + name + ")");
    }

    Silhouette silhouette(Predictions predictions) {
        return silhouette.apply(predictions);
    }
}
