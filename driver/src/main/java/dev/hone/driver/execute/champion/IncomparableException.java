package dev.hone.driver.execute.champion;

/** A saved model has no score on some rows; the message tells why, in words that follow a colon. */
final class IncomparableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncomparableException(String message) {
        super(message);
    }
}
