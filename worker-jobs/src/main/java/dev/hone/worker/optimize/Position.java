package dev.hone.worker.optimize;

/**
 * An objective at a point. The arrays are not to be written to.
 *
 * @param value without penalty on the size of coefficients
 * @param gradient of the value
 * @param penalizedValue the value, penalty included
 * @param penalizedGradient the steepest direction of the penalized value, reversed
 */
record Position(double[] point, double value, double[] gradient, double penalizedValue, double[] penalizedGradient) {

    static Position withoutPenalty(double[] point, double value, double[] gradient) {
        return new Position(point, value, gradient, value, gradient);
    }
}
