package dev.hone.worker.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The label column of a table, if it has one: quantities, or indices of classes. Immutable; travels to executors in its table. */
public final class Labels implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double[] NO_VALUES = {};

    private final double @Nullable [] values;
    private final int classes;
    private final String[] names;

    private Labels(double @Nullable [] values, int classes, String[] names) {
        this.values = values;
        this.classes = classes;
        this.names = names;
    }

    /** Those of a table without a label column. */
    static Labels none() {
        return new Labels(null, 0, new String[0]);
    }

    static Labels ofQuantities(double[] values) {
        return new Labels(values, 0, new String[0]);
    }

    /**
     * @param values index of each row's class, from 0
     * @param count number of classes, above every index
     * @param names text of each class in the order of its index; empty if the table itself holds the indices
     */
    static Labels ofClasses(double[] values, int count, List<String> names) {
        return new Labels(values, count, names.toArray(String[]::new));
    }

    boolean arePresent() {
        return values != null;
    }

    double[] values() {
        if (values == null) {
            throw new IllegalStateException("The data has no label column");
        }
        return values;
    }

    int numClasses() {
        return classes;
    }

    List<String> names() {
        return List.of(names);
    }

    /** A label as the table writes it: the text of a class, or the number, whole ones without decimals. */
    String name(double label) {
        int index = (int) label;
        if (index == label && index >= 0 && index < names.length) {
            return names[index];
        }
        return index == label ? Integer.toString(index) : Double.toString(label);
    }

    /** The labels of some rows, in the order of these. */
    Labels of(int[] rows) {
        double[] all = values;
        return all == null
                ? this
                : new Labels(Arrays.stream(rows).mapToDouble(row -> all[row]).toArray(), classes, names);
    }

    void addTo(ContentDigest digest) {
        digest.add(classes).add(names).add(values == null ? NO_VALUES : values);
    }
}
