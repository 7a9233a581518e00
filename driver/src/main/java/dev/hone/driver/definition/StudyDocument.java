package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of a study file and where each part of it stands.
 *
 * @param file the file's name, for messages
 * @param root the content
 * @param places by JSON pointer: a line of the file, or the option that has set the part
 * @param mistakes those found so far
 */
public record StudyDocument(String file, JsonNode root, Map<JsonPointer, Place> places, Mistakes mistakes) {

    public StudyDocument {
        places = Map.copyOf(places);
    }

    StudyDocument(String file, JsonNode root, Map<JsonPointer, Place> places) {
        this(file, root, places, new Mistakes());
    }

    /** The same file and mistakes with another content. */
    StudyDocument withRoot(JsonNode other) {
        return new StudyDocument(file, other, places, mistakes);
    }

    Section section() {
        return new Section(this, JsonPointer.empty(), root);
    }

    /** One line for the user: file, place, key and what is wrong with it. */
    public StudyFileException invalid(JsonPointer pointer, String rule) {
        return invalid(pointer, List.of(rule), null);
    }

    /** The same, one line for each mistake that the cause tells. */
    public StudyFileException invalid(JsonPointer pointer, RuntimeException cause) {
        List<String> rules = cause instanceof InvalidInputException wrong
                ? wrong.mistakes()
                : List.of(String.valueOf(cause.getMessage()));
        return invalid(pointer, rules, cause);
    }

    private StudyFileException invalid(JsonPointer pointer, List<String> rules, @Nullable Throwable cause) {
        Place place = place(pointer);
        String key = key(pointer);
        String at = file + ", " + place.text() + (key.isEmpty() ? "" : ", " + key) + ": ";
        return new StudyFileException(
                pointer, place.line(), rules.stream().map(at::concat).toList(), cause);
    }

    /** One line for the user about a key that a part lacks, told with the place of the part. */
    StudyFileException missing(JsonPointer part, String key) {
        StudyFileException told = invalid(part, "'" + key + "' is missing");
        return new StudyFileException(part.appendProperty(key), told.line(), told.mistakes(), null);
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

    /** Where a part, or else the nearest part around it, stands. */
    private Place place(JsonPointer pointer) {
        for (JsonPointer around = pointer; around != null; around = around.head()) {
            Place place = places.get(around);
            if (place != null) {
                return place;
            }
        }
        return Place.line(1);
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
