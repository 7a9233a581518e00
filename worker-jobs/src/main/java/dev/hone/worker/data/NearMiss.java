package dev.hone.worker.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what the user may have meant. */
public final class NearMiss {
    private NearMiss() {}

    /** {@code "; did you mean 'x'?"}, or nothing where no name is near: a third of the letters may differ. */
    public static String hint(String written, Collection<String> names) {
        return nearest(written, names)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String written, Collection<String> names) {
        int tolerated = Math.max(1, written.length() / 3);
        return names.stream()
                .filter(name -> distance(written, name) <= tolerated)
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to insert, delete or replace, upper and lower case being the same. */
    private static int distance(String first, String second) {
        String from = first.toLowerCase(Locale.ROOT);
        String to = second.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
