package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mistakes in a study file; each message starts with its place. */
final class StudyFileException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final JsonPointer pointer;
    private final int line;

    /**
     * @param pointer to the part that is wrong
     * @param line by which mistakes are ordered
     */
    StudyFileException(JsonPointer pointer, int line, List<String> messages, @Nullable Throwable cause) {
        super(messages, cause);
        this.pointer = pointer;
        this.line = line;
    }

    /** Several mistakes as one exception; at least one. */
    static StudyFileException of(List<StudyFileException> mistakes) {
        StudyFileException first = mistakes.get(0);
        return new StudyFileException(
                first.pointer,
                first.line,
                mistakes.stream()
                        .flatMap(mistake -> mistake.mistakes().stream())
                        .toList(),
                first.getCause());
    }

    JsonPointer pointer() {
        return pointer;
    }

    int line() {
        return line;
    }
}
