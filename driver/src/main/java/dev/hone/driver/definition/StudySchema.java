package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.ParameterValue;
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
     * Notes every place where a document breaks the schema.
     *
     * @return the document without the parts that do: keys are left out, items of lists are null
     * @throws StudyFileException if it is no mapping at all
     */
    StudyDocument check(StudyDocument document) {
        List<ValidationMessage> messages = schema.validate(document.root()).stream()
                .sorted(Comparator.comparing(StudySchema::depth)
                        .thenComparing(StudySchema::severity)
                        .thenComparing(message -> message.getInstanceLocation().toString()))
                .toList();
        messages.forEach(message -> document.mistakes().add(explained(document, message)));
        if (!document.root().isObject()) {
            document.mistakes().throwIfAny();
        }
        JsonNode sound = document.root().deepCopy();
        messages.forEach(message -> remove(sound, explained(document, message).pointer()));
        return document.withRoot(sound);
    }

    private static void remove(JsonNode root, JsonPointer broken) {
        JsonNode around = root.at(broken.head());
        if (around instanceof ObjectNode object) {
            object.remove(broken.last().getMatchingProperty());
        } else if (around instanceof ArrayNode array) {
            array.setNull(broken.last().getMatchingIndex());
        }
    }

    /** Mistakes near the root come first: those below them may only follow. */
    private static int depth(ValidationMessage message) {
        return message.getInstanceLocation().getNameCount();
    }

    /** A missing key may follow from a mistyped one, and a broken limit from a value of the wrong type. */
    private static int severity(ValidationMessage message) {
        return switch (message.getType()) {
            case UNKNOWN_KEY -> 0;
            case "type" -> 1;
            default -> 2;
        };
    }

    private StudyFileException explained(StudyDocument document, ValidationMessage message) {
        JsonPointer pointer = JsonPointer.compile(message.getInstanceLocation().toString());
        JsonNode limit = message.getSchemaNode();
        return switch (message.getType()) {
            case UNKNOWN_KEY -> unknownKey(document, pointer, message);
            case "required" -> document.missing(pointer, message.getProperty());
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

    private StudyFileException unknownKey(StudyDocument document, JsonPointer pointer, ValidationMessage message) {
        String key = message.getProperty();
        List<String> allowed = new ArrayList<>();
        parent(message).path("properties").fieldNames().forEachRemaining(allowed::add);
        // What the key may have been meant for is not missing then.
        NearMiss.nearest(key, allowed)
                .map(pointer::appendProperty)
                .filter(meant -> document.root().at(meant).isMissingNode())
                .ifPresent(document.mistakes()::markBroken);
        return document.invalid(
                pointer.appendProperty(key),
                "unknown key (allowed: " + String.join(", ", allowed) + ")" + NearMiss.hint(key, allowed));
    }

    /** The part of the schema that holds the broken keyword. */
    private JsonNode parent(ValidationMessage message) {
        String keyword = message.getSchemaLocation().getFragment().toString();
        return definition.at(JsonPointer.compile(keyword).head());
    }

    private static StudyFileException notListed(StudyDocument document, JsonPointer pointer, JsonNode limit) {
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
        if (Secrets.isNameOfSecret(StudyDocument.key(pointer))) {
            return " (value: " + Secrets.REDACTED + ")";
        }
        JsonNode value = document.root().at(pointer);
        return " (value: " + shown(value) + ")";
    }

    private static String shown(JsonNode value) {
        if (value.isNull()) {
            return "nothing";
        }
        return value.isTextual() ? new ParameterValue.Text(value.textValue()).shown() : value.toString();
    }
}
