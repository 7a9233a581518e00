package dev.hone.driver.publish;

import java.util.Locale;

/** The rows on which champion and challenger are scored. */
public enum PublishRows {
    /** The test rows of a study that holds rows out once, on which the challenger trained on the other rows is scored. */
    HOLDOUT,
    /** The test rows of each fold, on which the challenger has the score of its fold. */
    FOLDS;

    /** As a study file spells it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Those of that label.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static PublishRows labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
