package dev.hone.worker.train.bayes;

import dev.hone.worker.data.RowView;
import java.util.stream.IntStream;

/**
 * The labels that some rows have.
 *
 * @param values each of them once, ascending
 * @param numbers by label, its position among the values
 */
record ObservedClasses(int[] values, int[] numbers) {
    private static final int MOST = 10_000;
    private static final ObservedClasses NONE = new ObservedClasses(new int[0], new int[0]);

    /** Those of the rows; none if one is not the index of a class. */
    static ObservedClasses of(RowView rows) {
        boolean[] present = new boolean[MOST];
        for (int position = 0; position < rows.size(); position++) {
            double label = rows.label(position);
            if (!(label >= 0 && label < MOST && label == (int) label)) {
                return NONE;
            }
            present[(int) label] = true;
        }
        return of(IntStream.range(0, MOST).filter(label -> present[label]).toArray());
    }

    private static ObservedClasses of(int[] values) {
        int[] numbers = new int[values.length == 0 ? 0 : values[values.length - 1] + 1];
        for (int number = 0; number < values.length; number++) {
            numbers[values[number]] = number;
        }
        return new ObservedClasses(values, numbers);
    }

    int size() {
        return values.length;
    }

    int number(double label) {
        return numbers[(int) label];
    }
}
