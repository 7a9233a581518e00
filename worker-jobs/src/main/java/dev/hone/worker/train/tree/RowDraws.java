package dev.hone.worker.train.tree;

import java.util.Arrays;
import org.apache.spark.util.random.XORShiftRandom;

/**
 * How often each row counts in a tree.
 *
 * @param draws one a row
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
        double[] below = poissonDistribution(rate);
        RandomStream random = RandomStream.of(seed, 0);
        int[] draws = new int[rows];
        for (int row = 0; row < rows; row++) {
            double uniform = random.uniform();
            int count = 0;
            while (count < below.length && uniform >= below[count]) {
                count++;
            }
            draws[row] = count;
        }
        return of(draws);
    }

    /** Sums of the probabilities of 0, 1, ... until nothing is left that a random number can tell. */
    private static double[] poissonDistribution(double rate) {
        double[] sums = new double[32];
        double term = Math.exp(-rate);
        double sum = 0;
        int size = 0;
        while (size < sums.length && sum + term > sum) {
            sum += term;
            sums[size++] = sum;
            term *= rate / size;
        }
        return Arrays.copyOf(sums, size);
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
