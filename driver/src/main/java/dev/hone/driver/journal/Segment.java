package dev.hone.driver.journal;

import dev.hone.driver.output.SealedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the journal, which holds the records from one write to another, both included.
 *
 * @param first number of the first write in it, from 1
 * @param last number of the last write in it
 * @param format how its lines are written
 */
record Segment(long first, long last, Format format) {
    private static final Pattern NAME = Pattern.compile("(\\d{8,18})-(\\d{8,18})(|\\.v2|\\.v3)\\.jsonl");
    private static final Comparator<Segment> ORDER = Comparator.comparingLong(Segment::first)
            .thenComparing(Segment::last, Comparator.reverseOrder())
            .thenComparing(Segment::format, Comparator.reverseOrder());

    /** How the lines of a file are written, which its name tells: a damaged line could not. */
    enum Format {
        /** Outcomes as they are, of versions before there were checksums. */
        PLAIN(".jsonl") {
            @Override
            String open(String line) {
                return line;
            }
        },
        /** Each with its checksum, of versions before there was a footer. */
        SEALED(".v2.jsonl") {
            @Override
            String open(String line) throws IOException {
                return SealedJson.open(line);
            }
        },
        /** Each with its checksum, the last one being the {@link SegmentFooter}. */
        CLOSED(".v3.jsonl") {
            @Override
            String open(String line) throws IOException {
                return SealedJson.open(line);
            }
        };

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        private static Format of(String extension) {
            return switch (extension) {
                case ".v2" -> SEALED;
                case ".v3" -> CLOSED;
                default -> PLAIN;
            };
        }

        /**
         * The outcome's JSON in a line.
         *
         * @throws IOException if the line is damaged
         */
        abstract String open(String line) throws IOException;
    }

    /** The segment of a name; empty for files that are none. */
    static Optional<Segment> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Segment(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Format.of(matcher.group(3))))
                : Optional.empty();
    }

    /** A segment of the writes from one number to another, as they are written now. */
    static Segment closed(long first, long last) {
        return new Segment(first, last, Format.CLOSED);
    }

    String name() {
        return range() + format.extension;
    }

    /** The name without what tells the format. */
    String range() {
        return String.format("%08d-%08d", first, last);
    }

    long writes() {
        return last - first + 1;
    }

    /** Whether the writes of a segment are in this one, too, by its {@link #range}. */
    boolean holds(String range) {
        return named(range + Format.CLOSED.extension).filter(this::contains).isPresent();
    }

    private boolean contains(Segment other) {
        return first <= other.first && other.last <= last;
    }

    /**
     * A segment with those whose writes it should hold, too.
     *
     * @param outer the segment
     * @param inner what a merge should have deleted, but a crash has left behind; usually none
     */
    record Group(Segment outer, List<Segment> inner) {}

    /** All segments among some names, in order of writing; a merged one before those that it replaces. */
    static List<Segment> all(List<String> names) {
        List<Segment> all = new ArrayList<>();
        names.forEach(name -> named(name).ifPresent(all::add));
        all.sort(ORDER);
        return all;
    }

    /** The same, in groups. */
    static List<Group> groups(List<String> names) {
        List<Group> groups = new ArrayList<>();
        for (Segment segment : all(names)) {
            if (groups.isEmpty() || !groups.get(groups.size() - 1).outer().contains(segment)) {
                groups.add(new Group(segment, new ArrayList<>()));
            } else {
                groups.get(groups.size() - 1).inner().add(segment);
            }
        }
        return groups;
    }
}
