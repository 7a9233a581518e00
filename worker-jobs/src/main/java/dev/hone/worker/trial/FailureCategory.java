package dev.hone.worker.trial;

/** Why a trial has no score. */
public enum FailureCategory {
    /** The estimator refused a param or a combination of params. */
    INVALID_PARAMS,
    /** Training or prediction threw: the data does not suit the learner, or its arithmetic broke down. */
    TRAINING_FAILED,
    /** The trainer's code is broken: it threw what no config and no rows should make it throw, such as a null pointer, or its recursion has no end. */
    TRAINER_BUG,
    /** The objective function threw, or whoever runs the trials told so. */
    OBJECTIVE_FAILED,
    /** Training diverged: the loss, the model, or what it predicts, holds NaN or infinite numbers. */
    MODEL_NOT_FINITE,
    /** The objective is undefined on a fold, or the objective function returned it: NaN or infinite. */
    SCORE_NOT_FINITE,
    /** The trial needed more memory than its executor has, also when it ran there alone. */
    OUT_OF_MEMORY,
    /** The trial ran longer than the trial timeout. */
    TIMED_OUT,
    /** The executor that ran the trial was lost, and lost again when the trial ran alone. */
    EXECUTOR_LOST,
    /** A stage could not be fitted or applied inside a task; the trial runs again on tables that Spark prepares, whatever they tell. */
    STAGES_LEFT_TO_SPARK;

    /**
     * Whether the failure need not be of the config's own making, so that the trial may have a score another time: it lacked
     * memory, or its executor was lost.
     */
    public boolean isOfCircumstances() {
        return this == OUT_OF_MEMORY || this == EXECUTOR_LOST;
    }
}
