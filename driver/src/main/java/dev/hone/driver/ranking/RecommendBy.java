package dev.hone.driver.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** By which score a study picks the trial that it recommends. */
public enum RecommendBy {
    /** The mean over the folds. */
    OBSERVED,
    /** What a model of all scores expects, so that a lucky score counts for less. */
    ESTIMATED;

    /** As study files and result files name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * That of a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RecommendBy labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** All labels. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(RecommendBy::label).toList();
    }
}
