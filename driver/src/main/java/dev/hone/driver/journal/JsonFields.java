package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Fields of what was read back, each of the type that was written: a text where a number belongs is no zero. */
final class JsonFields {
    private JsonFields() {}

    /**
     * A text.
     *
     * @throws IllegalArgumentException if the field is missing or no text
     */
    static String text(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        return value.textValue();
    }

    /**
     * A whole number of 64 bits.
     *
     * @throws IllegalArgumentException if the field is missing or no such number
     */
    static long whole(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number", value);
        }
        return value.longValue();
    }

    /**
     * A whole number from 0 to 2^31 - 1.
     *
     * @throws IllegalArgumentException if the field is missing or no such number
     */
    static int count(JsonNode node, String name) {
        long value = whole(node, name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong(name, "between 0 and " + Integer.MAX_VALUE, node.required(name));
        }
        return (int) value;
    }

    /** A number; one that is not finite is written as a text, which JSON has no other way to write. */
    static double number(String name, JsonNode value) {
        if (value.isTextual() && Set.of("NaN", "Infinity", "-Infinity").contains(value.textValue())) {
            return Double.parseDouble(value.textValue());
        }
        if (!value.isNumber()) {
            throw wrong(name, "a number", value);
        }
        return value.doubleValue();
    }

    /**
     * An object or a list.
     *
     * @throws IllegalArgumentException if the field is missing or a single value
     */
    static JsonNode container(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isContainerNode()) {
            throw wrong(name, "an object or a list", value);
        }
        return value;
    }

    /**
     * Refuses fields of other names, which a later version may have written.
     *
     * @throws IllegalArgumentException if there are any
     */
    static void requireKnown(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("Field '" + name + "' is not known (known: "
                        + names.stream().sorted().toList() + ")");
            }
        });
    }

    private static IllegalArgumentException wrong(String name, String rule, JsonNode value) {
        return new IllegalArgumentException("Field '" + name + "' must be " + rule + " (value: " + value + ")");
    }
}
