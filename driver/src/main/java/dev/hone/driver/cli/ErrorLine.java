package dev.hone.driver.cli;

import dev.hone.worker.evaluate.FailureMessage;
import java.util.Objects;

/** One line about an error that is not the user's: what was being done, and the innermost reason. */
final class ErrorLine {
    private ErrorLine() {}

    static String of(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "out of memory (" + e.getMessage() + "); give the driver more by --driver-memory";
        }
        String reason = FailureMessage.of(e);
        Throwable cause = e.getCause();
        String doing = Objects.requireNonNullElse(e.getMessage(), "")
                .lines()
                .findFirst()
                .orElse("");
        if (cause == null || cause.toString().startsWith(doing)) {
            return reason;
        }
        return doing.endsWith(reason) ? doing : doing + " (" + reason + ")";
    }
}
