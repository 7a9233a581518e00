package dev.hone.worker.data;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Further numeric columns of a table, sorted by name. Immutable; travels to executors in its table. */
public final class NamedColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final double[][] columns;

    /** @param columns one value per row, by name; the arrays are shared */
    NamedColumns(SortedMap<String, double[]> columns) {
        names = columns.keySet().toArray(String[]::new);
        this.columns = columns.values().toArray(double[][]::new);
    }

    List<String> names() {
        return List.of(names);
    }

    boolean has(String name) {
        return names().contains(name);
    }

    double[] get(String name) {
        int index = names().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "Column '" + name + "' was not loaded (loaded: " + String.join(", ", names) + ")");
        }
        return columns[index];
    }

    Map<String, double[]> byName() {
        Map<String, double[]> byName = new TreeMap<>();
        for (int index = 0; index < names.length; index++) {
            byName.put(names[index], columns[index]);
        }
        return byName;
    }

    void addTo(ContentDigest digest) {
        digest.add(names);
        for (double[] column : columns) {
            digest.add(column);
        }
    }
}
