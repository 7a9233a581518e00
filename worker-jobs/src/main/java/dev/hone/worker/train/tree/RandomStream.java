package dev.hone.worker.train.tree;

/**
 * Random numbers that depend on a seed and a key alone.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64), with the
 * constants that they print and the key mixed into the start.
 */
final class RandomStream {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    private RandomStream(long state) {
        this.state = state;
    }

    static RandomStream of(long seed, long key) {
        return new RandomStream(mixed(mixed(seed + STEP) + key * STEP));
    }

    /** A seed of its own for each key. */
    static long seed(long seed, long key) {
        return of(seed, key).next();
    }

    long next() {
        state += STEP;
        return mixed(state);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (next() >>> 11) * UNIT;
    }

    /** A whole number from 0 and below the bound. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
