package dev.hone.worker.data;

/** The user's input is wrong; the message is one line for the user: subject, rule, actual value. */
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
