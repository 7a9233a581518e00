package dev.hone.worker.trial;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The value that a trial gives to one param. Its {@link Object#toString() text} is the one that a leaderboard shows and that a
 * study file would accept back.
 */
public sealed interface ParameterValue extends Serializable {

    /** The value in a message: in quotes if it is a text that would be a number or a flag without them. */
    default String shown() {
        return toString();
    }

    /** A real number, finite. */
    record Real(double value) implements ParameterValue {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A param value must be a finite number (value: " + value + ")");
            }
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** A whole number. */
    record Whole(long value) implements ParameterValue {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A text: a name out of a param's list, a column, a class name. */
    record Text(String value) implements ParameterValue {
        private static final Pattern OTHER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|true|false");

        @Override
        public String shown() {
            return OTHER.matcher(value).matches() ? '"' + value + "\", a text; write it without quotes" : value;
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** True or false. */
    record Flag(boolean value) implements ParameterValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** Several values in order, as {@code layers} or {@code thresholds} take them; sequences of sequences are matrices. */
    record Sequence(List<ParameterValue> values) implements ParameterValue {
        public Sequence {
            values = List.copyOf(values);
        }

        @Override
        public String shown() {
            return values.stream().map(ParameterValue::shown).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public String toString() {
            return values.stream().map(ParameterValue::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
