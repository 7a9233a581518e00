package dev.hone.worker.train.linear;

/**
 * Logarithms {@code log(1 + x)} of many numbers from 0 to 1, within 1 ulp or two of {@link Math#log1p}, in loops that the
 * compiler turns into vector instructions. Serves one thread.
 *
 * <pre>
 *   s = x / (2 + x),  z = s^2 <= 1/9
 *   log(1 + x) = 2 atanh(s) = 2 s + 2 s z Q(z)     Q: a polynomial of degree 9, fitted at Chebyshev nodes to within 2e-16
 * </pre>
 */
final class Log1p {
    private static final double Q0 = 0.3333333333333333;
    private static final double Q1 = 0.20000000000007292;
    private static final double Q2 = 0.1428571428355438;
    private static final double Q3 = 0.11111111358713932;
    private static final double Q4 = 0.09090894718066429;
    private static final double Q5 = 0.07692785032479312;
    private static final double Q6 = 0.06657072104827468;
    private static final double Q7 = 0.06000536404795356;
    private static final double Q8 = 0.04400369243072337;
    private static final double Q9 = 0.08082022805971766;

    private final double[] quotients;

    /** @param most how many numbers there are at most */
    Log1p(int most) {
        quotients = new double[most];
    }

    /** Writes the logarithms of the first numbers to the target. */
    void of(double[] values, double[] target, int count) {
        toQuotients(values, count);
        beginPolynomial(target, count);
        endPolynomial(target, count);
    }

    private void toQuotients(double[] values, int count) {
        double[] all = quotients;
        for (int index = 0; index < count; index++) {
            all[index] = values[index] / (2.0 + values[index]);
        }
    }

    private void beginPolynomial(double[] target, int count) {
        double[] all = quotients;
        for (int index = 0; index < count; index++) {
            double z = all[index] * all[index];
            target[index] = ((((Q9 * z + Q8) * z + Q7) * z + Q6) * z + Q5) * z + Q4;
        }
    }

    private void endPolynomial(double[] target, int count) {
        double[] all = quotients;
        for (int index = 0; index < count; index++) {
            double twice = all[index] + all[index];
            double z = all[index] * all[index];
            double q = (((target[index] * z + Q3) * z + Q2) * z + Q1) * z + Q0;
            target[index] = q * z * twice + twice;
        }
    }
}
