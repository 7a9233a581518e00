package dev.hone.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds the seed of the sample to the stack trace of a failure. */
public final class SeedInFailures implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new SampledException());
        throw failure;
    }

    /** Says how to run the same sample again. */
    private static final class SampledException extends Exception {
        private static final long serialVersionUID = 1;

        SampledException() {
            super("Sampled examples: " + Sampling.ofThisBuild(), null, false, false);
        }
    }
}
