package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Random;
import org.apache.spark.util.random.BernoulliSampler;
import org.apache.spark.util.random.XORShiftRandom;
import scala.reflect.ClassTag$;

/**
 * The rows that MLlib would look at for split candidates: all, or where there are many a sample by the seed.
 *
 * @param positions ascending
 * @param fraction share of the rows that was asked for
 */
record CandidateSample(int[] positions, double fraction) {
    private static final int FEWEST = 10_000;

    /** Whether there are more rows than MLlib looks at, so that candidates depend on the seed. */
    static boolean isDrawn(int rows, int mostBins) {
        return wanted(mostBins) < rows;
    }

    static CandidateSample of(RowView rows, int mostBins, long seed) {
        int[] all = new int[rows.size()];
        Arrays.setAll(all, position -> position);
        if (!isDrawn(rows.size(), mostBins)) {
            return new CandidateSample(all, 1);
        }
        double fraction = (double) wanted(mostBins) / rows.size();
        return new CandidateSample(drawn(all, fraction, seed), fraction);
    }

    /** The product overflows as in MLlib. */
    private static int wanted(int mostBins) {
        return Math.max(mostBins * mostBins, FEWEST);
    }

    /** As {@code RDD.sample} draws from the only partition. */
    private static int[] drawn(int[] all, double fraction, long seed) {
        BernoulliSampler<Object> sampler = new BernoulliSampler<>(fraction, ClassTag$.MODULE$.Object());
        sampler.setSeed(new Random(new XORShiftRandom(seed).nextInt()).nextLong());
        int count = 0;
        for (int position : all) {
            if (sampler.sample() > 0) {
                all[count++] = position;
            }
        }
        return Arrays.copyOf(all, count);
    }
}
