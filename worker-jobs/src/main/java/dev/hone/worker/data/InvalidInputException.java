package dev.hone.worker.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's input is wrong; the message is one line per mistake for the user: subject, rule, actual value, and what would
 * help.
 */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    public InvalidInputException(String message) {
        this(List.of(message), null);
    }

    public InvalidInputException(String message, Throwable cause) {
        this(List.of(message), cause);
    }

    /**
     * Several mistakes, told at once.
     *
     * @param mistakes at least one, each a line
     */
    public InvalidInputException(List<String> mistakes, @Nullable Throwable cause) {
        super(String.join("\n", mistakes), cause);
        this.mistakes = List.copyOf(mistakes);
    }

    /** What is wrong, one line per mistake. */
    public List<String> mistakes() {
        return mistakes;
    }
}
