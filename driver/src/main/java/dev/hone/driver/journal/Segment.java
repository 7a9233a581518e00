package dev.hone.driver.journal;

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
    private static final Pattern NAME = Pattern.compile("(\\d{8,18})-(\\d{8,18})(\\.v2)?\\.jsonl");

    /** How the lines of a file are written, which its name tells: a damaged line could not. */
    enum Format {
        /** Outcomes as they are, of versions before there were checksums. */
        PLAIN(".jsonl") {
            @Override
            String open(String line) {
                return line;
            }
        },
        /** Each with its checksum. */
        SEALED(".v2.jsonl") {
            @Override
            String open(String line) throws IOException {
                return SealedJson.open(line);
            }
        };

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        /**
         * The outcome's JSON in a line.
         *
         * @throws IOException if the line is damaged
         */
        abstract String open(String line) throws IOException;
    }

    static Optional<Segment> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Segment(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        matcher.group(3) == null ? Format.PLAIN : Format.SEALED))
                : Optional.empty();
    }

    String name() {
        return String.format("%08d-%08d%s", first, last, format.extension);
    }

    long writes() {
        return last - first + 1;
    }

    private boolean within(Segment other) {
        return other.first <= first && last <= other.last && writes() < other.writes();
    }

    /** In order of writing, without those that a merged segment has replaced but a crash has left behind. */
    static List<Segment> live(List<String> names) {
        List<Segment> all = new ArrayList<>();
        names.forEach(name -> named(name).ifPresent(all::add));
        List<Segment> live = new ArrayList<>(all);
        live.removeIf(segment -> all.stream().anyMatch(segment::within));
        live.sort(Comparator.comparingLong(Segment::first));
        return live;
    }
}
