package dev.hone.worker.trial;

import java.util.Locale;

/** Which lanes a study's trials may take. */
public enum LaneSetting {
    /** Each trial goes by the fastest lane that takes it. */
    AUTO,
    /** {@link Lane#FAST} only. */
    FAST,
    /** {@link Lane#INLINE} only. */
    INLINE,
    /** {@link Lane#CLUSTER} only. */
    CLUSTER;

    /** As study files name it: {@code auto}, {@code fast}, {@code inline} or {@code cluster}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The setting of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LaneSetting labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The setting that allows one lane only. */
    public static LaneSetting only(Lane lane) {
        return valueOf(lane.name());
    }

    /** Whether a trial may take a lane. */
    public boolean allows(Lane lane) {
        return this == AUTO || this == only(lane);
    }
}
