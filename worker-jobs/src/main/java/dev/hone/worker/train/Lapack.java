package dev.hone.worker.train;

import dev.ludovic.netlib.lapack.LAPACK;

/**
 * LAPACK, for use by several threads. Where there is no native one, it is a translation to Java that finds out the machine's
 * precision at its first call, unguarded: of threads that come then at once, one may take numbers that are not there yet, and
 * look for singular values or eigenvalues for ever.
 */
public final class Lapack {
    private static final double SMALLEST_NUMBER = LAPACK.getInstance().dlamch("S");

    private Lapack() {}

    /** To be called before anything that may decompose matrices in several threads. */
    public static void prepare() {
        if (!(SMALLEST_NUMBER > 0)) {
            throw new IllegalStateException("LAPACK knows no smallest number (number: " + SMALLEST_NUMBER + ")");
        }
    }
}
