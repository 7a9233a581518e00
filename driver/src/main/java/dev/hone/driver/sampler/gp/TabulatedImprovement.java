package dev.hone.driver.sampler.gp;

/**
 * {@link LogExpectedImprovement} by cubic Hermite interpolation between values and slopes that are computed once: a hundredth of
 * the time, for averages over fantasies.
 *
 * <pre>
 *   z = z_k + t s,   step s = 1/32
 *   log h(z) = (1 + 2t)(1 - t)^2 f_k + t (1 - t)^2 s f'_k + t^2 (3 - 2t) f_k+1 + t^2 (t - 1) s f'_k+1
 * </pre>
 *
 * <p>The value is off by less than 1e-8, the slope by less than 1e-6; outside the table both are exact. Immutable.
 */
final class TabulatedImprovement {
    static final TabulatedImprovement INSTANCE = new TabulatedImprovement();

    private static final int LOWEST = -40;
    private static final int HIGHEST = 8;
    private static final int PER_UNIT = 32;

    private final double[] logs = new double[(HIGHEST - LOWEST) * PER_UNIT + 1];

    /** Per step of the table. */
    private final double[] slopes = new double[logs.length];

    private TabulatedImprovement() {
        for (int node = 0; node < logs.length; node++) {
            double z = LOWEST + (double) node / PER_UNIT;
            logs[node] = LogExpectedImprovement.log(z);
            slopes[node] = LogExpectedImprovement.slope(z) / PER_UNIT;
        }
    }

    /** {@code log h(z)}. */
    double log(double z) {
        if (!isTabulated(z)) {
            return LogExpectedImprovement.log(z);
        }
        double place = (z - LOWEST) * PER_UNIT;
        int node = Math.min((int) place, logs.length - 2);
        double after = place - node;
        double before = 1 - after;
        return before * before * ((1 + 2 * after) * logs[node] + after * slopes[node])
                + after * after * ((1 + 2 * before) * logs[node + 1] - before * slopes[node + 1]);
    }

    /** {@code Phi(z) / h(z)}, the derivative of {@link #log}. */
    double slope(double z) {
        if (!isTabulated(z)) {
            return LogExpectedImprovement.slope(z);
        }
        double place = (z - LOWEST) * PER_UNIT;
        int node = Math.min((int) place, logs.length - 2);
        double after = place - node;
        double before = 1 - after;
        return PER_UNIT
                * (6 * after * before * (logs[node + 1] - logs[node])
                        + before * (1 - 3 * after) * slopes[node]
                        + after * (1 - 3 * before) * slopes[node + 1]);
    }

    private static boolean isTabulated(double z) {
        return z > LOWEST && z < HIGHEST;
    }
}
