package dev.hone.driver.cli;

import dev.hone.worker.data.InvalidInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations of the command line, written as in study files. */
final class DurationOption {
    private DurationOption() {}

    /**
     * Reads the value of an option.
     *
     * @throws InvalidInputException if it is no duration, or a negative one
     */
    static Duration read(String option, String text) {
        try {
            Duration duration = Duration.parse("PT" + text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw new InvalidInputException(
                "Option '" + option + "' must be a duration such as 90s, 30m or 1h30m (value: " + text + ")");
    }
}
