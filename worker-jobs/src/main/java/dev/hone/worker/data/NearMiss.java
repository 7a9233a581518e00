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

    /** The name that the user may have meant, where one is near. */
    public static Optional<String> nearest(String written, Collection<String> names) {
        int tolerated = Math.max(1, written.length() / 3);
        return names.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= tolerated)
                .filter(name -> distance(written, name) <= tolerated)
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to insert, delete, replace or swap with the next, upper and lower case being the same. */
    private static int distance(String first, String second) {
        String from = first.toLowerCase(Locale.ROOT);
        String to = second.toLowerCase(Locale.ROOT);
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                distances[row][column] =
                        row == 0 || column == 0 ? row + column : cheapest(distances, row, column, from, to);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int cheapest(int[][] distances, int row, int column, String from, String to) {
        int replaced = distances[row - 1][column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        int edited = Math.min(replaced, 1 + Math.min(distances[row - 1][column], distances[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(edited, 1 + distances[row - 2][column - 2]) : edited;
    }
}
