package dev.hone.ml.neural;

/**
 * {@code exp(x) - 1} of many numbers, several times as fast as {@code Math.expm1}, since the compiler can turn its loops into
 * vector instructions. Within 4e-15 of it for numbers below 1 and 6e-14 above, relatively; numbers below -40 and above 40
 * count as these: at -40, the result is -1 in double precision.
 *
 * <p>Method: scaling and squaring (Moler, Van Loan, "Nineteen dubious ways to compute the exponential of a matrix", SIAM
 * Review 20, 1978, method 3). The power series of a 256th of the number, then eight doublings of the argument by {@code
 * expm1(2x) = expm1(x) * (expm1(x) + 2)}, which keeps small results exact as a squaring of {@code exp} would not.
 */
final class Exponential {
    private static final double LARGEST = 40;
    private static final double SCALE = 1.0 / 256;
    /** Numbers at once: they stay in a processor's first cache from loop to loop. */
    private static final int CHUNK = 256;

    private Exponential() {}

    /** Replaces the first numbers of an array. */
    static void minusOne(double[] values, int length) {
        double[] chunk = new double[Math.min(CHUNK, length)];
        for (int start = 0; start < length; start += CHUNK) {
            int count = Math.min(CHUNK, length - start);
            System.arraycopy(values, start, chunk, 0, count);
            series(chunk, count);
            doubleArgument(chunk, count);
            doubleArgument(chunk, count);
            System.arraycopy(chunk, 0, values, start, count);
        }
    }

    private static void series(double[] values, int count) {
        for (int index = 0; index < count; index++) {
            double x = SCALE * Math.max(-LARGEST, Math.min(LARGEST, values[index]));
            double sum = 1.0 / 39_916_800;
            sum = Math.fma(sum, x, 1.0 / 3_628_800);
            sum = Math.fma(sum, x, 1.0 / 362_880);
            sum = Math.fma(sum, x, 1.0 / 40_320);
            sum = Math.fma(sum, x, 1.0 / 5_040);
            sum = Math.fma(sum, x, 1.0 / 720);
            sum = Math.fma(sum, x, 1.0 / 120);
            sum = Math.fma(sum, x, 1.0 / 24);
            sum = Math.fma(sum, x, 1.0 / 6);
            sum = Math.fma(sum, x, 1.0 / 2);
            sum = Math.fma(sum, x, 1.0);
            values[index] = sum * x;
        }
    }

    /** Four times. */
    private static void doubleArgument(double[] values, int count) {
        for (int index = 0; index < count; index++) {
            double value = values[index];
            value *= value + 2;
            value *= value + 2;
            value *= value + 2;
            value *= value + 2;
            values[index] = value;
        }
    }
}
