package dev.hone.driver.journal;

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
 */
record Segment(long first, long last) {
    private static final Pattern NAME = Pattern.compile("(\\d{8,})-(\\d{8,})\\.jsonl");

    static Optional<Segment> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Segment(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    String name() {
        return String.format("%08d-%08d.jsonl", first, last);
    }

    long writes() {
        return last - first + 1;
    }

    private boolean within(Segment other) {
        return other.first <= first && last <= other.last && !equals(other);
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
