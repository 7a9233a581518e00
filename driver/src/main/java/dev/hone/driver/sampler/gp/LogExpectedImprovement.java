package dev.hone.driver.sampler.gp;

/**
 * The logarithm of the expected improvement of a standard normal variable over a threshold, accurate to the far tail (Ament et
 * al., "Unexpected improvements to expected improvement for Bayesian optimization", NeurIPS 2023).
 *
 * <pre>
 *   h(z) = phi(z) + z Phi(z),  EI = s h((best - mean) / s)
 *   z &gt; -2   Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + z^7/(3 5 7) + ...)         (Marsaglia, 2004)
 *   z &lt; -2   h(z) = phi(z) R / (R - z),   R = h(z) / Phi(z) = 1/(-z + 2/(-z + 3/(-z + ...)))
 * </pre>
 *
 * The continued fraction is that of repeated integrals of the error function (Abramowitz and Stegun, 7.2 and 26.2.14): it
 * has no difference of nearly equal numbers.
 */
final class LogExpectedImprovement {
    private static final double TAIL = -2;
    private static final double LOG_ROOT_TWO_PI = StrictMath.log(2 * Math.PI) / 2;
    private static final int MOST_TERMS = 100;
    private static final double TERMS = 200;
    private static final int LEAST_TERMS = 16;

    private LogExpectedImprovement() {}

    /** {@code log h(z)}. */
    static double log(double z) {
        if (z > -TAIL) {
            return StrictMath.log(z + StrictMath.exp(log(-z)));
        }
        double logDensity = -z * z / 2 - LOG_ROOT_TWO_PI;
        if (z < TAIL) {
            double ratio = tailRatio(-z);
            return logDensity + StrictMath.log(ratio / (ratio - z));
        }
        double density = StrictMath.exp(logDensity);
        return StrictMath.log(density + z * cumulative(z, density));
    }

    /** {@code Phi(z) / h(z)}, the derivative of {@link #log}. */
    static double slope(double z) {
        if (z < TAIL) {
            return 1 / tailRatio(-z);
        }
        double density = StrictMath.exp(-z * z / 2 - LOG_ROOT_TWO_PI);
        double cumulative = z > -TAIL ? upper(z, density) : cumulative(z, density);
        return cumulative / (density + z * cumulative);
    }

    private static double upper(double z, double density) {
        return 1 - density / (z + tailRatio(z));
    }

    private static double cumulative(double z, double density) {
        double term = z;
        double sum = z;
        for (int odd = 3; odd < MOST_TERMS && Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + density * sum;
    }

    /** R of the continued fraction, whose far part is about what it would be if its terms stayed the same. */
    private static double tailRatio(double positive) {
        int terms = LEAST_TERMS + (int) (TERMS / (positive * positive));
        double ratio = (Math.sqrt(positive * positive + 4 * (terms + 1)) - positive) / 2;
        for (int term = terms; term >= 1; term--) {
            ratio = term / (positive + ratio);
        }
        return ratio;
    }
}
