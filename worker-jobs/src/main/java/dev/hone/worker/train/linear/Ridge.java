package dev.hone.worker.train.linear;

import java.util.Arrays;

/**
 * The penalty on the squares of coefficients; as MLlib's {@code L2Regularization}. Coefficients of standardized features
 * are penalized as they are or, where the model's standardization is off, as those of the features themselves.
 */
final class Ridge {
    private final double strength;
    private final double[] deviations;

    /** @param deviations of each penalized coefficient's feature; 0 leaves the coefficient out */
    private Ridge(double strength, double[] deviations) {
        this.strength = strength;
        this.deviations = deviations;
    }

    static Ridge onStandardized(double strength, int coefficients) {
        double[] ones = new double[coefficients];
        Arrays.fill(ones, 1);
        return new Ridge(strength, ones);
    }

    /**
     * @param deviations of each feature
     * @param sets coefficients of a feature, which follow each other
     */
    static Ridge onOriginal(double strength, double[] deviations, int sets) {
        double[] repeated = new double[deviations.length * sets];
        Arrays.setAll(repeated, index -> deviations[index / sets]);
        return new Ridge(strength, repeated);
    }

    /** Adds the penalty's gradient; returns the penalty. */
    double addTo(double[] point, double[] gradient) {
        if (strength == 0) {
            return 0;
        }
        double sum = 0;
        for (int index = 0; index < deviations.length; index++) {
            if (deviations[index] != 0) {
                double scaled = point[index] / (deviations[index] * deviations[index]);
                sum += point[index] * scaled;
                gradient[index] += strength * scaled;
            }
        }
        return 0.5 * sum * strength;
    }
}
