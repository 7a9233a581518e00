package dev.hone.worker.train.linear;

/**
 * {@code log(1 + x)} of numbers from 0 to 1; bit-equal to {@link StrictMath#log1p}, which is a call into native code before
 * Java 21 and then takes most of the time of a logistic loss.
 *
 * <p>As the specification of {@code StrictMath} asks, this is the method of fdlibm: with f = x, or f = (1 + x) / 2 - 1 from
 * the square root of 2 on, log(1 + f) = f - (f²/2 - s (f²/2 + R(s²))) where s = f / (2 + f); what 1 + x loses by rounding
 * is corrected to first order.
 */
final class Log1p {
    private static final double TINIEST = 0x1p-54;
    private static final double TINY = 0x1p-29;
    /** The number of 20 bits after the point next above the square root of 2, less 1. */
    private static final double HALVED_FROM = Double.longBitsToDouble(0x3FDA827AL << 32);
    /** From where the series in s is not needed. */
    private static final double NEARLY_TWO = 2 - 3 * 0x1p-20;
    /** The logarithm of 2, its first 32 bits and the rest. */
    private static final double LN2_HIGH = 6.93147180369123816490e-01;

    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double R1 = 6.666666666666735130e-01;
    private static final double R2 = 3.999999999940941908e-01;
    private static final double R3 = 2.857142874366239149e-01;
    private static final double R4 = 2.222219843214978396e-01;
    private static final double R5 = 1.818357216161805012e-01;
    private static final double R6 = 1.531383769920937332e-01;
    private static final double R7 = 1.479819860511658591e-01;

    private Log1p() {}

    static double of(double x) {
        if (x < HALVED_FROM) {
            return x < TINY ? ofTiny(x) : ofSmall(x);
        }
        double sum = 1.0 + x;
        if (sum == 2.0) {
            return LN2_HIGH + ((1.0 - (sum - x)) / sum + LN2_LOW);
        }
        double rounding = (x - (sum - 1.0)) / sum;
        return ofHalf(sum, rounding);
    }

    private static double ofTiny(double x) {
        return x < TINIEST ? x : x - x * x * 0.5;
    }

    private static double ofSmall(double f) {
        double halfSquare = 0.5 * f * f;
        double s = f / (2.0 + f);
        return f - (halfSquare - s * (halfSquare + remainder(s * s)));
    }

    private static double ofHalf(double sum, double rounding) {
        double f = 0.5 * sum - 1.0;
        double halfSquare = 0.5 * f * f;
        if (sum >= NEARLY_TWO) {
            double cube = halfSquare * (1.0 - 0.66666666666666666 * f);
            return LN2_HIGH - ((cube - (LN2_LOW + rounding)) - f);
        }
        double s = f / (2.0 + f);
        return LN2_HIGH - ((halfSquare - (s * (halfSquare + remainder(s * s)) + (LN2_LOW + rounding))) - f);
    }

    private static double remainder(double z) {
        return z * (R1 + z * (R2 + z * (R3 + z * (R4 + z * (R5 + z * (R6 + z * R7))))));
    }
}
