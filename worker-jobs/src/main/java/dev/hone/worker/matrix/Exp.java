package dev.hone.worker.matrix;

/**
 * Exponentials of many numbers that are not positive, within 1 ulp or two of {@link Math#exp}, in loops that the compiler
 * turns into vector instructions. Serves one thread.
 *
 * <pre>
 *   x = k ln 2 + r,  k = round(x / ln 2),  |r| <= ln 2 / 2
 *   exp(x) = 2^k (1 + r + r^2 P(r))     P: a polynomial of degree 9, fitted at Chebyshev nodes to within 3e-16
 * </pre>
 *
 * Adding 1.5 * 2^52 rounds x / ln 2, and leaves k in the low bits of the sum. Loops are short and arrays begin at 0, since
 * the compiler of JDK 17 vectorizes no others.
 */
public final class Exp {
    /** Its k is -1023, whose power of 2 is made 0; so are the exponentials of all smaller numbers, which are denormal. */
    private static final double LOWEST = -709;

    private static final double INVERSE_LN2 = 1.4426950408889634074;
    private static final double ROUNDING = 0x1.8p52;
    /** The logarithm of 2, its first 32 bits and the rest. */
    private static final double LN2_HIGH = 6.93147180369123816490e-01;

    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final int BIAS = 1023;
    private static final int BITS_OF_FRACTION = 52;
    private static final double P0 = 0.5;
    private static final double P1 = 0.16666666666666669;
    private static final double P2 = 0.04166666666662413;
    private static final double P3 = 0.008333333333330062;
    private static final double P4 = 0.0013888888917213717;
    private static final double P5 = 0.00019841269863053618;
    private static final double P6 = 2.4801521295954376e-05;
    private static final double P7 = 2.7557268459997064e-06;
    private static final double P8 = 2.7620088445409746e-07;
    private static final double P9 = 2.510038549551032e-08;

    private final double[] shifted;
    private final double[] remainders;

    /** @param most how many numbers there are at most */
    public Exp(int most) {
        shifted = new double[most];
        remainders = new double[most];
    }

    /**
     * Replaces the first numbers by their exponentials; NaN stays.
     *
     * @param values none of them positive
     */
    public void replace(double[] values, int count) {
        toRemainders(values, count);
        beginPolynomial(values, count);
        endPolynomial(values, count);
        scale(values, count);
    }

    private void toRemainders(double[] values, int count) {
        double[] sums = shifted;
        double[] rests = remainders;
        for (int index = 0; index < count; index++) {
            double value = Math.max(values[index], LOWEST);
            double sum = value * INVERSE_LN2 + ROUNDING;
            double multiple = sum - ROUNDING;
            sums[index] = sum;
            rests[index] = value - multiple * LN2_HIGH - multiple * LN2_LOW;
        }
    }

    private void beginPolynomial(double[] target, int count) {
        double[] rests = remainders;
        for (int index = 0; index < count; index++) {
            double r = rests[index];
            target[index] = ((((P9 * r + P8) * r + P7) * r + P6) * r + P5) * r + P4;
        }
    }

    private void endPolynomial(double[] target, int count) {
        double[] rests = remainders;
        for (int index = 0; index < count; index++) {
            double r = rests[index];
            double p = (((target[index] * r + P3) * r + P2) * r + P1) * r + P0;
            target[index] = p * r * r + r + 1.0;
        }
    }

    private void scale(double[] target, int count) {
        double[] sums = shifted;
        for (int index = 0; index < count; index++) {
            long exponent = Double.doubleToRawLongBits(sums[index]) + BIAS;
            target[index] *= Double.longBitsToDouble(exponent << BITS_OF_FRACTION);
        }
    }
}
