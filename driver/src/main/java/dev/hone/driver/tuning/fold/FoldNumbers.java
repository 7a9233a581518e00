package dev.hone.driver.tuning.fold;

import dev.hone.driver.table.Rows;
import java.util.Iterator;
import java.util.Random;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.util.random.XORShiftRandom;

/**
 * Appends to each row the number of the fold that tests it, drawn as {@code MLUtils.kFold} does: fold k has the rows whose
 * draw is from k / folds to (k + 1) / folds, bounds in single precision, and every partition has a seed of its own.
 */
final class FoldNumbers implements Function2<Integer, Iterator<Row>, Iterator<Row>> {
    private static final long serialVersionUID = 1L;

    private final int folds;
    private final long[] seeds;

    /** @param seeds one a partition */
    FoldNumbers(int folds, long[] seeds) {
        this.folds = folds;
        this.seeds = seeds;
    }

    @Override
    public Iterator<Row> call(Integer partition, Iterator<Row> rows) {
        Random random = new XORShiftRandom(seeds[partition]);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
                .map(row -> Rows.append(row, fold(random.nextDouble())))
                .iterator();
    }

    private int fold(double draw) {
        int fold = 0;
        while (fold < folds - 1 && draw >= (fold + 1) / (float) folds) {
            fold++;
        }
        return fold;
    }
}
