package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.worker.data.InvalidInputException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML by the core schema of YAML 1.2: {@code yes} and {@code on} are texts, {@code 1e-3} is a number. JSON is read
 * as the part of YAML that it is.
 */
final class YamlReader {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private final String source;
    private final Function<Mark, String> suffix;
    private final Map<JsonPointer, Place> places = new HashMap<>();
    private final Set<Node> around = new HashSet<>();

    /**
     * @param source what messages call the text
     * @param suffix what they add for a place in it
     */
    private YamlReader(String source, Function<Mark, String> suffix) {
        this.source = source;
        this.suffix = suffix;
    }

    /**
     * Reads a whole file; one without content holds null.
     *
     * @throws InvalidInputException with file and line if it is not YAML, has a tag, or has a key twice
     */
    static StudyDocument read(String file, String text) {
        YamlReader reader = new YamlReader(file, mark -> ", " + Place.of(mark).text());
        return new StudyDocument(file, reader.content(text), reader.places);
    }

    /**
     * Reads the value of a setting of the command line.
     *
     * @throws InvalidInputException with the setting if the value is not YAML, has a tag, or has a key twice
     */
    static JsonNode value(Place setting, String text) {
        return new YamlReader(setting.text(), mark -> "").content(text);
    }

    private JsonNode content(String text) {
        return compose(text)
                .map(node -> convert(node, JsonPointer.empty()))
                .orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private Optional<Node> compose(String text) {
        Yaml yaml = new Yaml(new LoaderOptions());
        String spaced = withoutTabs(text);
        try {
            yaml.parse(new StringReader(spaced)).forEach(this::requireNoTag);
            return Optional.ofNullable(yaml.compose(new StringReader(spaced)));
        } catch (MarkedYAMLException e) {
            throw new InvalidInputException(at(e.getProblemMark()) + ": not YAML (" + e.getProblem() + ")", e);
        } catch (YAMLException e) {
            throw new InvalidInputException(source + ": not YAML (" + firstLine(e) + ")", e);
        }
    }

    /** A tag names a type, in YAML of other programs a class to make an object of. */
    private void requireNoTag(Event event) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            throw new InvalidInputException(at(event.getStartMark()) + ": a value must have no YAML tag (tag: "
                    + tag.replaceFirst("^" + Pattern.quote(Tag.PREFIX), "!!") + ")");
        }
    }

    /** JSON may be indented by tabs, YAML may not. */
    private static String withoutTabs(String text) {
        return text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private String at(Mark mark) {
        return source + suffix.apply(mark);
    }

    private JsonNode convert(Node node, JsonPointer pointer) {
        places.putIfAbsent(pointer, Place.of(node.getStartMark()));
        if (!around.add(node)) {
            throw new InvalidInputException(
                    at(node.getStartMark()) + ", " + StudyDocument.key(pointer) + ": a value must not contain itself");
        }
        JsonNode converted = converted(node, pointer);
        around.remove(node);
        return converted;
    }

    private JsonNode converted(Node node, JsonPointer pointer) {
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(convert(item, pointer.appendIndex(array.size())));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode mapping(MappingNode mapping, JsonPointer pointer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new InvalidInputException(at(tuple.getKeyNode().getStartMark()) + ": a key must be a text");
            }
            JsonPointer child = pointer.appendProperty(key.getValue());
            if (object.has(key.getValue())) {
                throw new InvalidInputException(at(key.getStartMark()) + ", " + StudyDocument.key(child)
                        + ": must be given once (first on "
                        + Objects.requireNonNull(places.get(child)).text() + ")");
            }
            places.put(child, Place.of(key.getStartMark()));
            object.set(key.getValue(), convert(tuple.getValueNode(), child));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return nodes.textNode(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(new BigInteger(text));
        }
        if (FLOAT.matcher(text).matches()) {
            return nodes.numberNode(Double.parseDouble(text));
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> nodes.nullNode();
            case "true", "True", "TRUE" -> nodes.booleanNode(true);
            case "false", "False", "FALSE" -> nodes.booleanNode(false);
            default -> nodes.textNode(text);
        };
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(value.longValue())
                : JsonNodeFactory.instance.numberNode(value);
    }
}
