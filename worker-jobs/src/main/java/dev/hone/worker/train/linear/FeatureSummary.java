package dev.hone.worker.train.linear;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Means and standard deviations of a fold's features and label, computed once per fold for all linear models: of all features,
 * or of those that vary. The arrays have an entry for each of these, are shared and must not be written to.
 */
final class FeatureSummary implements FoldCache.Sized {
    /** Part of the features that may vary for it to pay to leave the others out. */
    private static final double MOST_VARYING = 0.5;

    private static final long BYTES_A_FEATURE = 4L * Double.BYTES + Integer.BYTES;

    private final boolean usable;
    private final ClassWeights classes;
    private final int tableFeatures;
    private final int[] columns;
    private final FeatureSummary varying;
    private final double[] means;
    private final double[] deviations;
    private final double[] inverseDeviations;
    private final double[] scaledMeans;
    private final double labelMean;
    private final double labelDeviation;

    private record Key() {}

    static FeatureSummary of(RowView rows) {
        return rows.shared(new Key(), () -> new FeatureSummary(rows));
    }

    private FeatureSummary(RowView rows) {
        FeatureRows features = FeatureRows.of(rows.data().features());
        Moments ofFeatures = new Moments(features.numFeatures());
        Moments ofLabel = new Moments(1);
        classes = new ClassWeights();
        boolean valid = rows.data().hasLabels() && features.numFeatures() > 0;
        for (int position = 0; valid && position < rows.size(); position++) {
            double label = rows.label(position);
            double weight = rows.weight(position);
            valid = Double.isFinite(label)
                    && weight >= 0
                    && weight < Double.POSITIVE_INFINITY
                    && features.areFinite(rows.row(position));
            classes.add(label, weight);
            if (weight > 0) {
                features.addTo(ofFeatures, rows.row(position), weight);
                ofFeatures.addRow(weight);
                ofLabel.add(0, label, weight);
                ofLabel.addRow(weight);
            }
        }
        tableFeatures = features.numFeatures();
        columns = IntStream.range(0, tableFeatures).toArray();
        means = ofFeatures.means();
        deviations = ofFeatures.deviations();
        labelMean = ofLabel.means()[0];
        labelDeviation = ofLabel.deviations()[0];
        usable = valid
                && ofFeatures.weightSum() > 0
                && Double.isFinite(ofFeatures.weightSum())
                && areFinite(means)
                && areFinite(deviations)
                && Double.isFinite(labelMean)
                && Double.isFinite(labelDeviation);
        inverseDeviations = new double[means.length];
        scaledMeans = new double[means.length];
        for (int feature = 0; feature < means.length; feature++) {
            inverseDeviations[feature] = deviations[feature] != 0 ? 1.0 / deviations[feature] : 0.0;
            scaledMeans[feature] = inverseDeviations[feature] * means[feature];
        }
        int[] kept = IntStream.range(0, tableFeatures)
                .filter(feature -> deviations[feature] != 0)
                .toArray();
        varying = usable && kept.length > 0 && kept.length <= MOST_VARYING * tableFeatures
                ? new FeatureSummary(this, kept)
                : this;
    }

    private FeatureSummary(FeatureSummary all, int[] kept) {
        usable = all.usable;
        classes = all.classes;
        tableFeatures = all.tableFeatures;
        columns = kept;
        varying = this;
        means = at(kept, all.means);
        deviations = at(kept, all.deviations);
        inverseDeviations = at(kept, all.inverseDeviations);
        scaledMeans = at(kept, all.scaledMeans);
        labelMean = all.labelMean;
        labelDeviation = all.labelDeviation;
    }

    private static double[] at(int[] places, double[] values) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    private static boolean areFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    /**
     * Whether there are rows with weight, features and labels, all their numbers are finite, no weight negative, and means and
     * deviations did not overflow.
     */
    boolean areUsable() {
        return usable;
    }

    ClassWeights classes() {
        return classes;
    }

    /** How many features it is of. */
    int features() {
        return means.length;
    }

    /** How many features the table has. */
    int tableFeatures() {
        return tableFeatures;
    }

    /** Which of the table's features each of them is, in ascending order. */
    int[] columns() {
        return columns;
    }

    boolean isOfAll() {
        return columns.length == tableFeatures;
    }

    /**
     * Of the features that are not constant, where most are, as in hashed texts; else of all. The coefficient of a constant one
     * is 0 from a training's start to its end, and optimizers need not carry it along.
     */
    FeatureSummary ofVarying() {
        return varying;
    }

    /** Numbers of the features as those of all features of the table, 0 for the others. */
    double[] spread(double[] ofFeatures) {
        double[] ofTable = new double[tableFeatures];
        for (int feature = 0; feature < columns.length; feature++) {
            ofTable[columns[feature]] = ofFeatures[feature];
        }
        return ofTable;
    }

    double[] means() {
        return means;
    }

    double[] deviations() {
        return deviations;
    }

    double[] inverseDeviations() {
        return inverseDeviations;
    }

    /** Mean of each feature over its deviation. */
    double[] scaledMeans() {
        return scaledMeans;
    }

    double labelMean() {
        return labelMean;
    }

    double labelDeviation() {
        return labelDeviation;
    }

    @Override
    public long bytes() {
        return BYTES_A_FEATURE * means.length + (varying == this ? 0 : varying.bytes());
    }
}
