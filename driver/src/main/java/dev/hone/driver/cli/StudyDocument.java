package dev.hone.driver.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.worker.data.InvalidInputException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The content of a study file and where each part of it stands.
 *
 * @param file the file's name, for messages
 * @param root the content
 * @param places by JSON pointer: a line of the file, or the option that has set the part
 */
record StudyDocument(String file, JsonNode root, Map<JsonPointer, String> places) {

    StudyDocument {
        places = Map.copyOf(places);
    }

    static String line(int number) {
        return "line " + number;
    }

    Section section() {
        return new Section(this, JsonPointer.empty(), root);
    }

    /** One line for the user: file, place, key and what is wrong with it. */
    StudyFileException invalid(JsonPointer pointer, String rule) {
        return new StudyFileException(at(pointer) + ": " + rule);
    }

    StudyFileException invalid(JsonPointer pointer, RuntimeException cause) {
        return new StudyFileException(at(pointer) + ": " + cause.getMessage(), cause);
    }

    /** What the supplier gives; what it refuses is told with the pointer's place, unless it tells a place itself. */
    <T> T checked(JsonPointer pointer, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (StudyFileException e) {
            throw e;
        } catch (InvalidInputException | IllegalArgumentException e) {
            throw invalid(pointer, e);
        }
    }

    private String at(JsonPointer pointer) {
        String key = key(pointer);
        return file + ", " + place(pointer) + (key.isEmpty() ? "" : ", " + key);
    }

    /** Where a part, or else the nearest part around it, stands. */
    private String place(JsonPointer pointer) {
        for (JsonPointer around = pointer; around != null; around = around.head()) {
            String place = places.get(around);
            if (place != null) {
                return place;
            }
        }
        return line(1);
    }

    /** The keys of a pointer joined by dots. */
    static String key(JsonPointer pointer) {
        StringBuilder key = new StringBuilder();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            key.append(key.isEmpty() ? "" : ".").append(rest.getMatchingProperty());
        }
        return key.toString();
    }
}
