package dev.hone.worker.fold;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;

/** The row indices of one split, both ascending. The arrays are shared; not to be written to. */
public final class Fold {
    private final int number;
    private final int[] train;
    private final int[] test;

    public Fold(int number, int[] train, int[] test) {
        this.number = number;
        this.train = train;
        this.test = test;
    }

    /** From 0. */
    public int number() {
        return number;
    }

    public int[] train() {
        return train;
    }

    public int[] test() {
        return test;
    }

    /**
     * The fold's rows by their places among the rows that are left of the table.
     *
     * @param numbers of the rows that are left, ascending
     */
    public Fold among(int[] numbers) {
        return new Fold(number, places(train, numbers), places(test, numbers));
    }

    private static int[] places(int[] rows, int[] numbers) {
        int[] places = new int[rows.length];
        int count = 0;
        int place = 0;
        for (int row : rows) {
            while (place < numbers.length && numbers[place] < row) {
                place++;
            }
            if (place < numbers.length && numbers[place] == row) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    public RowView trainRows(TrainingData data) {
        return new RowView(data, train);
    }

    public RowView testRows(TrainingData data) {
        return new RowView(data, test);
    }
}
