package dev.hone.worker.trial;

/**
 * Derives independent seeds from a study's seed: one per trial, one per dimension of the search space. Two rounds of
 * SplitMix64's finalizer (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) over the
 * seed and what it is for.
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** The seed of trial {@code number} of a study. */
    public static long ofTrial(long studySeed, long number) {
        return mix(mix(studySeed) + (number + 1) * GOLDEN_GAMMA);
    }

    /** The seed of a named stream, such as a dimension's draws: the same name gives the same stream. */
    public static long ofStream(long studySeed, String name) {
        long state = mix(studySeed);
        for (int i = 0; i < name.length(); i++) {
            state = mix(state + (name.charAt(i) + 1) * GOLDEN_GAMMA);
        }
        return state;
    }

    /** A seed as a place in the unit interval: at least 0, below 1. */
    public static double unit(long seed) {
        return (mix(seed) >>> 11) * 0x1p-53;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
