package dev.hone.worker.stage;

import java.util.Arrays;

/**
 * The labels of rows as classes.
 *
 * @param classes the distinct labels, ascending
 * @param codes by row: index of its class
 */
record ClassCodes(double[] classes, int[] codes) {

    /** @param labels neither null nor NaN */
    static ClassCodes of(double[] labels) {
        double[] classes = Arrays.stream(labels)
                .map(label -> label + 0.0) // -0.0 is 0.0
                .distinct()
                .sorted()
                .toArray();
        int[] codes = new int[labels.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = Arrays.binarySearch(classes, labels[row] + 0.0);
        }
        return new ClassCodes(classes, codes);
    }

    int numClasses() {
        return classes.length;
    }

    /** Rows of each class. */
    int[] counts() {
        int[] counts = new int[classes.length];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }
}
