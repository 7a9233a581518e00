package dev.hone.driver.ownership;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file in an output folder by which a driver owns it, {@code lock-00000001.json}. The one with the highest term counts: a
 * driver that takes a folder over creates the next one.
 *
 * @param term number of the owner, from 1
 */
public record LockFile(long term) {
    private static final Pattern NAME = Pattern.compile("lock-(\\d{8,18})\\.json");

    /** Those among some names, in order of their terms. */
    public static List<LockFile> among(List<String> names) {
        return names.stream()
                .map(LockFile::named)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(LockFile::term))
                .toList();
    }

    /** The lock file of a name; empty for files that are none. */
    public static Optional<LockFile> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(new LockFile(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    public String name() {
        return String.format("lock-%08d.json", term);
    }

    /** That of the next owner. */
    public LockFile next() {
        return new LockFile(term + 1);
    }
}
