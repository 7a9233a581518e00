package dev.hone.driver.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published JSON Schema of study files: the authority on keys, types and simple limits. */
final class StudySchema {
    /** Where the schema lies on the class path. */
    static final String RESOURCE = "/dev/hone/study.schema.json";

    private static final String UNKNOWN_KEY = "additionalProperties";

    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "number", "a number",
            "integer", "a whole number",
            "boolean", "true or false",
            "array", "a list",
            "object", "a mapping of keys to values");

    private final JsonNode definition;
    private final JsonSchema schema;

    StudySchema() {
        try (InputStream resource = Objects.requireNonNull(StudySchema.class.getResourceAsStream(RESOURCE))) {
            definition = new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(definition, config);
    }

    /**
     * Refuses a document that breaks the schema, with one line about the first place where it does.
     *
     * @throws InvalidInputException if so
     */
    void check(StudyDocument document) {
        schema.validate(document.root()).stream()
                .min(Comparator.comparing(StudySchema::depth)
                        .thenComparing(message -> !message.getType().equals(UNKNOWN_KEY))
                        .thenComparing(message -> message.getInstanceLocation().toString()))
                .ifPresent(message -> {
                    throw explained(document, message);
                });
    }

    /** Mistakes near the root come first: those below them may only follow; so may a missing key from a mistyped one. */
    private static int depth(ValidationMessage message) {
        return message.getInstanceLocation().getNameCount();
    }

    private InvalidInputException explained(StudyDocument document, ValidationMessage message) {
        JsonPointer pointer = JsonPointer.compile(message.getInstanceLocation().toString());
        JsonNode limit = message.getSchemaNode();
        return switch (message.getType()) {
            case UNKNOWN_KEY -> unknownKey(document, pointer, message);
            case "required" -> document.invalid(pointer, "'" + message.getProperty() + "' is missing");
            case "type" -> document.invalid(pointer, "must be " + types(limit) + value(document, pointer));
            case "enum" -> notListed(document, pointer, limit);
            case "minimum" -> document.invalid(pointer, "must be at least " + limit + value(document, pointer));
            case "maximum" -> document.invalid(pointer, "must be at most " + limit + value(document, pointer));
            case "exclusiveMinimum" -> document.invalid(pointer, "must be above " + limit + value(document, pointer));
            case "exclusiveMaximum" -> document.invalid(pointer, "must be below " + limit + value(document, pointer));
            case "minItems", "maxItems" ->
                document.invalid(pointer, "must have " + items(message) + value(document, pointer));
            case "minLength" -> document.invalid(pointer, "must not be empty");
            case "pattern" ->
                document.invalid(
                        pointer,
                        "must match " + limit.textValue() + ", such as "
                                + parent(message).at("/examples/0").textValue() + value(document, pointer));
            default -> document.invalid(pointer, message.getError() + value(document, pointer));
        };
    }

    private InvalidInputException unknownKey(StudyDocument document, JsonPointer pointer, ValidationMessage message) {
        String key = message.getProperty();
        List<String> allowed = new ArrayList<>();
        parent(message).path("properties").fieldNames().forEachRemaining(allowed::add);
        return document.invalid(
                pointer.appendProperty(key),
                "unknown key (allowed: " + String.join(", ", allowed) + ")" + NearMiss.hint(key, allowed));
    }

    /** The part of the schema that holds the broken keyword. */
    private JsonNode parent(ValidationMessage message) {
        String keyword = message.getSchemaLocation().getFragment().toString();
        return definition.at(JsonPointer.compile(keyword).head());
    }

    private static InvalidInputException notListed(StudyDocument document, JsonPointer pointer, JsonNode limit) {
        List<String> allowed = new ArrayList<>();
        limit.forEach(value -> allowed.add(value.asText()));
        String written = document.root().at(pointer).asText();
        return document.invalid(
                pointer,
                "must be one of " + String.join(", ", allowed) + value(document, pointer)
                        + NearMiss.hint(written, allowed));
    }

    private String items(ValidationMessage message) {
        JsonNode limits = parent(message);
        return limits.has("maxItems")
                ? limits.get("minItems") + " items, low and high"
                : "at least " + limits.get("minItems") + " item";
    }

    private static String types(JsonNode types) {
        if (types.isTextual()) {
            return TYPES.getOrDefault(types.textValue(), types.textValue());
        }
        List<String> words = new ArrayList<>();
        types.forEach(type -> words.add(TYPES.getOrDefault(type.textValue(), type.textValue())));
        String last = words.remove(words.size() - 1);
        return String.join(", ", words) + " or " + last;
    }

    private static String value(StudyDocument document, JsonPointer pointer) {
        JsonNode value = document.root().at(pointer);
        return " (value: " + (value.isNull() ? "nothing" : value.isTextual() ? value.textValue() : value) + ")";
    }
}
