package dev.hone.driver.task;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Thrown in place of an {@link OutOfMemoryError} by a task that has let go of what it held. Spark takes the error itself, also as a
 * cause, for the end of the JVM, which in local mode is the driver's.
 */
public final class MemoryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the JVM says of its heap, where only the text of an error is left. */
    private static final List<String> TEXTS =
            List.of("Java heap space", "GC overhead limit exceeded", "Requested array size exceeds VM limit");

    MemoryFailure(OutOfMemoryError error) {
        super(text(error));
    }

    private static String text(Throwable error) {
        return Objects.requireNonNullElse(error.getMessage(), "Java heap space");
    }

    /** What was lacking, if lack of memory is behind a failure. */
    public static Optional<String> in(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(each -> lack(each).stream())
                .reduce((outer, inner) -> inner);
    }

    private static Optional<String> lack(Throwable failure) {
        if (failure instanceof OutOfMemoryError || failure instanceof MemoryFailure) {
            return Optional.of(text(failure));
        }
        String message = String.valueOf(failure.getMessage());
        return TEXTS.stream().filter(message::contains).findFirst();
    }

    /** Whether this JVM is being ended by Spark since one of its tasks has run out of memory, or met another fatal error. */
    public static boolean endsThisJvm() {
        return Thread.getAllStackTraces().values().stream().anyMatch(MemoryFailure::isExitOfSpark);
    }

    private static boolean isExitOfSpark(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().endsWith(".SparkUncaughtExceptionHandler"))
                && Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                                && frame.getMethodName().equals("exit"));
    }
}
