package dev.hone.driver.execute;

import org.jspecify.annotations.Nullable;

/** The engine that runs the trials has failed; finished trials are kept, the rest can be resumed. */
public final class TrialExecutionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrialExecutionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
