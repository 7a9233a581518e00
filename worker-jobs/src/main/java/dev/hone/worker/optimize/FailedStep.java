package dev.hone.worker.optimize;

/** A step could not be found. The minimizer forgets what it has learnt and tries once more. */
final class FailedStep extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedStep() {
        super(null, null, false, false);
    }
}
