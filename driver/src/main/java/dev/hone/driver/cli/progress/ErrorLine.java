package dev.hone.driver.cli.progress;

import dev.hone.driver.memory.MemoryAdvice;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.task.MemoryFailure;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.evaluate.FailureMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line about an error: a mistake of the user as it is told, lack of memory with what would help, else what was being done, and
 * the innermost reason.
 */
public final class ErrorLine {
    private ErrorLine() {}

    public static String of(Throwable e) {
        if (e instanceof InvalidInputException invalid) {
            return of(invalid.mistakes());
        }
        if (e instanceof OutputException && e.getMessage() != null) {
            return Secrets.redacted(e.getMessage());
        }
        Optional<String> memory = MemoryFailure.in(e);
        if (memory.isPresent()) {
            return "out of memory (" + memory.get() + "); "
                    + MemoryAdvice.of(Runtime.getRuntime().maxMemory());
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

    private static String of(List<String> mistakes) {
        String first = mistakes.get(0).lines().findFirst().orElse("");
        return Secrets.redacted(mistakes.size() == 1 ? first : first + " (and " + (mistakes.size() - 1) + " more)");
    }
}
