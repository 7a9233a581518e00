package dev.hone.driver.study;

/** Why a search ended. */
public enum StudyEnd {
    /** Every trial of the sampler has run. */
    COMPLETED,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** More trials had failed than may. */
    TOO_MANY_FAILURES,
    /** Somebody asked it to stop. */
    INTERRUPTED
}
