package dev.hone.worker.train.tree;

/**
 * Random numbers that depend on a seed and a key alone.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64), with the
 * constants that they print and the key mixed into the start.
 */
final class RandomStream {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    /** Number of bits in {@link #bits}. */
    static final int BITS = 53;

    private static final double UNIT = Math.scalb(1.0, -BITS);

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

    /** Uniform among the whole numbers from 0 that have {@link #BITS} bits. */
    long bits() {
        return next() >>> Long.SIZE - BITS;
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return bits() * UNIT;
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
