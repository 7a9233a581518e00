package dev.hone.worker.evaluate;

import dev.hone.worker.data.Secrets;
import dev.hone.worker.metric.UndefinedMetricException;

/** The one line that tells a user why a trial failed. */
public final class FailureMessage {
    private static final int LONGEST = 500;

    private FailureMessage() {}

    /** The innermost message that says something: first line only, without Scala's "requirement failed: " and without secrets. */
    public static String of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String thrownMessage = cause.getMessage();
        if (thrownMessage == null || thrownMessage.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        String message = Secrets.redacted(thrownMessage); // before a secret is cut, which nobody would know then
        String line = message.strip().lines().findFirst().orElse("").strip();
        String prefix = "requirement failed: ";
        String plain = line.startsWith(prefix) ? line.substring(prefix.length()) : line;
        String named = isPlain(cause) ? plain : cause.getClass().getSimpleName() + ": " + plain;
        return named.length() <= LONGEST ? named : named.substring(0, LONGEST) + "...";
    }

    /** Whether the message says enough without the name of the class. */
    private static boolean isPlain(Throwable cause) {
        return cause instanceof IllegalArgumentException
                || cause instanceof OutOfMemoryError
                || cause instanceof ModelNotFiniteException
                || cause instanceof UndefinedMetricException;
    }
}
