package dev.hone.worker.train.tree;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;

/** Whole numbers times their logarithms. */
final class LogTable implements FoldCache.Sized {
    private final double[] products;

    private record Key() {}

    private LogTable(int size) {
        products = new double[size];
        for (int number = 1; number < size; number++) {
            products[number] = number * Math.log(number);
        }
    }

    /** Made once per fold. */
    static LogTable of(RowView rows) {
        return rows.shared(new Key(), () -> new LogTable(rows.size() + 1));
    }

    double timesLog(long number) {
        return number < products.length ? products[(int) number] : number * Math.log(number);
    }

    @Override
    public long bytes() {
        return 8L * products.length;
    }
}
