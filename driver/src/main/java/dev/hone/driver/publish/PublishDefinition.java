package dev.hone.driver.publish;

import java.util.OptionalInt;

/**
 * How a study publishes its best model.
 *
 * @param path folder of the versions, on any Hadoop file system
 * @param rule when a challenger takes the champion's place
 * @param tolerance of the rule, in units of the metric; finite, not negative
 * @param rows on which both are scored
 * @param keep how many versions are kept, at least 2: one may be loading while the next is published; all if empty
 */
public record PublishDefinition(String path, PublishRule rule, double tolerance, PublishRows rows, OptionalInt keep) {
    public PublishDefinition {
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "must be a finite number that is not negative (value: " + tolerance + ")");
        }
    }
}
