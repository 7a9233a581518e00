package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A mapping of a study file that has passed the schema.
 *
 * @param document where it is
 * @param pointer its place in the document
 * @param node its content; empty where the file has no such mapping
 */
public record Section(StudyDocument document, JsonPointer pointer, JsonNode node) {

    public boolean has(String key) {
        return node.has(key);
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    JsonNode value(String key) {
        return node.path(key);
    }

    public Section section(String key) {
        JsonNode child = node.path(key);
        return new Section(
                document,
                pointer.appendProperty(key),
                child.isMissingNode() ? JsonNodeFactory.instance.objectNode() : child);
    }

    /** The items of a list, each as a section. */
    public List<Section> sections(String key) {
        List<Section> items = new ArrayList<>();
        JsonPointer list = pointer.appendProperty(key);
        node.path(key).forEach(item -> items.add(new Section(document, list.appendIndex(items.size()), item)));
        return items;
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::textValue);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node.path(key)) {
            // Another item is a mistake, which is told.
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        }
        return texts;
    }

    Optional<Long> whole(String key) {
        return Optional.ofNullable(node.get(key)).map(value -> checked(key, () -> whole(value)));
    }

    /** A whole number that the schema holds within 32 bits. */
    Optional<Integer> count(String key) {
        return whole(key).map(Math::toIntExact);
    }

    Optional<Double> number(String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::doubleValue);
    }

    Optional<Boolean> flag(String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::booleanValue);
    }

    /** The values of a list. */
    List<ParameterValue> values(String key) {
        return checked(key, () -> ((ParameterValue.Sequence) parameterValue(node.path(key))).values());
    }

    ParameterValue parameterValue(String key) {
        return checked(key, () -> parameterValue(node.path(key)));
    }

    /** What the supplier gives; what it refuses is told with the place of the key, unless it tells a place itself. */
    public <T> T checked(String key, Supplier<T> supplier) {
        return document.checked(pointer.appendProperty(key), supplier);
    }

    /** As {@link #checked(String, Supplier)} with the place of the section itself. */
    public <T> T checked(Supplier<T> supplier) {
        return document.checked(pointer, supplier);
    }

    /** As {@link #checked(String, Supplier)}, but a mistake is noted, to be told with the others, and nothing given. */
    <T> Optional<T> attempt(String key, Supplier<T> supplier) {
        return document.mistakes().attempt(() -> checked(key, supplier));
    }

    /** As {@link #attempt(String, Supplier)} with the place of the section itself. */
    <T> Optional<T> attempt(Supplier<T> supplier) {
        return document.mistakes().attempt(() -> checked(supplier));
    }

    /** Notes a mistake, to be told with the others. */
    void note(String key, String rule) {
        document.mistakes().add(invalid(key, rule));
    }

    /** Whether a key, or something around or below it, has a mistake. */
    boolean isBroken(String key) {
        return document.mistakes().isBroken(pointer.appendProperty(key));
    }

    /** Whether the section, or something around or below it, has a mistake. */
    boolean isBroken() {
        return document.mistakes().isBroken(pointer);
    }

    public StudyFileException invalid(String key, String rule) {
        return document.invalid(pointer.appendProperty(key), rule);
    }

    private static ParameterValue parameterValue(JsonNode value) {
        if (value.isArray()) {
            List<ParameterValue> items = new ArrayList<>();
            value.forEach(item -> items.add(parameterValue(item)));
            return new ParameterValue.Sequence(items);
        }
        if (value.isBoolean()) {
            return new ParameterValue.Flag(value.booleanValue());
        }
        if (value.isTextual()) {
            return new ParameterValue.Text(value.textValue());
        }
        if (!value.isIntegralNumber()) {
            return new ParameterValue.Real(value.doubleValue());
        }
        return new ParameterValue.Whole(whole(value));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is too large for 64 bits
     */
    static long whole(JsonNode number) {
        if (!number.canConvertToLong()) {
            throw new IllegalArgumentException("must be a whole number of 64 bits (value: " + number + ")");
        }
        return number.longValue();
    }
}
