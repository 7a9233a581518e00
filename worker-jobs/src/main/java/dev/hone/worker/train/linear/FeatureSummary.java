package dev.hone.worker.train.linear;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.Arrays;

/**
 * Means and standard deviations of a fold's features and label, computed once per fold for all linear models. The arrays
 * are shared and must not be written to.
 */
final class FeatureSummary implements FoldCache.Sized {
    private final boolean usable;
    private final ClassWeights classes;
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

    int features() {
        return means.length;
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
        return 32L * means.length;
    }
}
