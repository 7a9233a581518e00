package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.worker.data.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code --set key=value}: values put into a study file's content. Keys are joined by dots and items of lists go by their
 * number; below {@code space} the rest of the key is the name of a param. Values are YAML.
 */
final class Overrides {
    private static final String SPACE = "space";

    private Overrides() {}

    /**
     * The document with the settings in it, the last one winning.
     *
     * @throws InvalidInputException if a setting has no {@code =}, its value is not YAML, or its key leads into a value
     */
    static StudyDocument apply(StudyDocument document, List<String> settings) {
        JsonNode root = document.root().deepCopy();
        Map<JsonPointer, Place> places = new HashMap<>(document.places());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException("--set must be given key=value (given: " + setting + ")");
            }
            String key = setting.substring(0, equals);
            Place place = Place.setting(key);
            JsonPointer pointer = put(root, key, YamlReader.value(place, setting.substring(equals + 1)));
            places.keySet().removeIf(known -> known.toString().startsWith(pointer + "/"));
            places.put(pointer, place);
            placeAround(pointer, place, places);
        }
        return new StudyDocument(document.file(), root, places);
    }

    /** Mappings around a value that are in no file were made for it. */
    private static void placeAround(JsonPointer pointer, Place place, Map<JsonPointer, Place> places) {
        for (JsonPointer around = pointer.head(); around != null && !around.matches(); around = around.head()) {
            places.putIfAbsent(around, place);
        }
    }

    private static JsonPointer put(JsonNode root, String key, JsonNode value) {
        JsonNode node = root;
        JsonPointer pointer = JsonPointer.empty();
        String rest = key;
        while (true) {
            int dot = pointer.toString().endsWith("/" + SPACE) ? -1 : rest.indexOf('.');
            String name = dot < 0 ? rest : rest.substring(0, dot);
            JsonPointer child = pointer.appendProperty(name);
            if (dot < 0) {
                set(node, name, value, key);
                return child;
            }
            node = below(node, name, key);
            pointer = child;
            rest = rest.substring(dot + 1);
        }
    }

    private static JsonNode below(JsonNode node, String name, String key) {
        if (node instanceof ObjectNode object) {
            JsonNode child = object.get(name);
            return child == null || child.isNull() ? object.putObject(name) : child;
        }
        if (node instanceof ArrayNode array) {
            return array.get(index(array, name, key));
        }
        throw leadsNowhere(key, name);
    }

    private static void set(JsonNode node, String name, JsonNode value, String key) {
        if (node instanceof ObjectNode object) {
            object.set(name, value);
        } else if (node instanceof ArrayNode array) {
            array.set(index(array, name, key), value);
        } else {
            throw leadsNowhere(key, name);
        }
    }

    private static int index(ArrayNode array, String name, String key) {
        try {
            int index = Integer.parseInt(name);
            if (index >= 0 && index < array.size()) {
                return index;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new InvalidInputException("--set " + key + ": '" + name + "' must be the number of one of the "
                + array.size() + " items, from 0");
    }

    private static InvalidInputException leadsNowhere(String key, String name) {
        return new InvalidInputException("--set " + key + ": there is no '" + name + "' inside a value");
    }
}
