package dev.hone.worker.train.tree;

import java.util.Arrays;
import org.apache.spark.util.random.XORShiftRandom;

/**
 * How often each row counts in a tree.
 *
 * @param draws one per row
 * @param rows those that were drawn, ascending
 */
record RowDraws(int[] draws, int[] rows) {

    private static RowDraws of(int[] draws) {
        int[] drawn = new int[draws.length];
        int count = 0;
        for (int row = 0; row < draws.length; row++) {
            drawn[count] = row;
            count += draws[row] > 0 ? 1 : 0;
        }
        return new RowDraws(draws, Arrays.copyOf(drawn, count));
    }

    /** Every row once. */
    static RowDraws once(int rows) {
        int[] draws = new int[rows];
        Arrays.fill(draws, 1);
        return of(draws);
    }

    /** As often as a Poisson variable with a mean of {@code rate} says. */
    static RowDraws poisson(int rows, double rate, long seed) {
        long[] bounds = poissonBounds(rate);
        RandomStream random = RandomStream.of(seed, 0);
        int[] draws = new int[rows];
        for (int row = 0; row < rows; row++) {
            long uniform = random.bits();
            int count = reached(bounds[0], uniform) + reached(bounds[1], uniform) + reached(bounds[2], uniform);
            while (count > 2 && reached(bounds[count], uniform) == 1) {
                count++;
            }
            draws[row] = count;
        }
        return of(draws);
    }

    /** 1 if the number is not below the bound, else 0; without a branch, which would be foretold wrongly too often. */
    private static int reached(long bound, long number) {
        return (int) (bound - 1 - number >>> Long.SIZE - 1);
    }

    /** Below bound n lies the share of random numbers that mean n or less; the last is never reached. */
    private static long[] poissonBounds(double rate) {
        long[] bounds = new long[32];
        Arrays.fill(bounds, 1L << RandomStream.BITS);
        double term = Math.exp(-rate);
        double sum = 0;
        for (int count = 0; count < bounds.length - 1 && sum + term > sum; count++) {
            sum += term;
            bounds[count] = Math.min(bounds[count], (long) Math.scalb(sum, RandomStream.BITS));
            term *= rate / (count + 1);
        }
        return bounds;
    }

    /** Once with a probability of {@code rate}. */
    static RowDraws some(int rows, double rate, long seed) {
        RandomStream random = RandomStream.of(seed, 0);
        int[] draws = new int[rows];
        for (int row = 0; row < rows; row++) {
            draws[row] = random.uniform() < rate ? 1 : 0;
        }
        return of(draws);
    }

    /** The same by MLlib's generator, as it draws from the only partition. */
    static RowDraws someOfMllib(int rows, double rate, long seed) {
        XORShiftRandom random = new XORShiftRandom(seed + 1);
        int[] draws = new int[rows];
        for (int row = 0; row < rows; row++) {
            draws[row] = random.nextDouble() < rate ? 1 : 0;
        }
        return of(draws);
    }
}
