package dev.hone.driver.cli;

import dev.hone.worker.data.InvalidInputException;

/** A mistake in a study file; the message starts with its place. */
final class StudyFileException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    StudyFileException(String message) {
        super(message);
    }

    StudyFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
