package dev.hone.worker.optimize;

/** Finds how long a step is to be: tells which length to try and takes what the objective is there. Serves one step. */
interface StepLength {

    /** The length to try next; once it is found, the length of the step. */
    double length();

    /** Whether the length is found. */
    boolean isFound();

    /**
     * Takes the objective after a step of the length that was to be tried.
     *
     * @throws FailedStep if no length is found that does
     */
    void take(Trial trial);
}
