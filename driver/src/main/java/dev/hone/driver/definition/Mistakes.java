package dev.hone.driver.definition;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the mistakes of a study file, so that all of them are told at once, in the order of the file. A mistake at or
 * below a part that has one already is left out, since it may only follow from that.
 *
 * <p>Not thread-safe.
 */
final class Mistakes {
    private final List<StudyFileException> found = new ArrayList<>();
    private final Set<JsonPointer> broken = new HashSet<>();

    /** Notes a mistake, unless its part, or one around that, has one already. */
    void add(StudyFileException mistake) {
        if (!isWithinBroken(mistake.pointer())) {
            found.add(mistake);
            markBroken(mistake.pointer());
        }
    }

    /** Notes that nothing can be concluded from a part, or from its absence. */
    void markBroken(JsonPointer part) {
        broken.add(part);
    }

    /** What the supplier gives; empty if it finds a mistake, which is noted. */
    <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (StudyFileException e) {
            add(e);
            return Optional.empty();
        }
    }

    /** Whether a part has a mistake, lies within one that has, or has something within it that has. */
    boolean isBroken(JsonPointer part) {
        String below = part + "/";
        return isWithinBroken(part)
                || broken.stream().anyMatch(each -> each.toString().startsWith(below));
    }

    private boolean isWithinBroken(JsonPointer part) {
        for (JsonPointer around = part; around != null; around = around.head()) {
            if (broken.contains(around)) {
                return true;
            }
        }
        return false;
    }

    /** How many have been found. */
    int count() {
        return found.size();
    }

    /**
     * Ends the reading of a file with mistakes.
     *
     * @throws StudyFileException with all mistakes, if there is one
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(StudyFileException::line));
            throw StudyFileException.of(found);
        }
    }
}
