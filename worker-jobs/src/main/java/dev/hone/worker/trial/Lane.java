package dev.hone.worker.trial;

import java.util.Locale;

/** By what a trial was trained, from the fastest to the slowest. */
public enum Lane {
    /** Hone's own trainer of the learner's family. */
    FAST,
    /** MLlib's own {@code fit}, run in the task's thread. */
    INLINE,
    /** MLlib's own {@code fit} by Spark jobs from the driver. */
    CLUSTER;

    /** As study and result files name it: {@code fast}, {@code inline} or {@code cluster}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The lane of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Lane labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
