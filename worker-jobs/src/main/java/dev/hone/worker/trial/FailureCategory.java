package dev.hone.worker.trial;

/** Why a trial has no score. */
public enum FailureCategory {
    /** The estimator refused a param or a combination of params. */
    INVALID_PARAMS,
    /** Training or prediction threw: the data does not suit the learner, or its arithmetic broke down. */
    TRAINING_FAILED,
    /** A metric came out as NaN or infinite. */
    SCORE_NOT_FINITE,
    /** The trial needed more memory than its executor has. */
    OUT_OF_MEMORY,
    /** The executor that ran the trial was lost, and lost again when the trial ran alone. */
    EXECUTOR_LOST
}
