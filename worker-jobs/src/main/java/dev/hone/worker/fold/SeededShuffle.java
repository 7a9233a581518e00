package dev.hone.worker.fold;

/**
 * Fisher-Yates over SplitMix64, written out so that folds stay the same on every release of Java: the JDK does not
 * promise the values of its own generators but for {@code java.util.Random}, whose neighbouring seeds are correlated.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 */
final class SeededShuffle {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SeededShuffle(long seed) {
        state = seed;
    }

    /** The seed of one of many independent streams of {@code seed}. */
    static long derive(long seed, long stream) {
        return mix(mix(seed) + GOLDEN_GAMMA * (stream + 1));
    }

    void shuffle(int[] items) {
        for (int last = items.length - 1; last > 0; last--) {
            int other = below(last + 1);
            int item = items[last];
            items[last] = items[other];
            items[other] = item;
        }
    }

    /** Uniform in [0, bound) but for a bias under bound / 2^32, which no number of rows makes visible. */
    private int below(int bound) {
        state += GOLDEN_GAMMA;
        return (int) (((mix(state) >>> 32) * bound) >>> 32);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
