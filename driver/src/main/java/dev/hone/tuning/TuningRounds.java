package dev.hone.tuning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The trials of a search, some at a time, until all are done or the time is up. */
final class TuningRounds {
    private final ParamMap[] params;
    private final int size;
    private final Duration limit;
    private final List<TuningRun> runs = new ArrayList<>();

    /**
     * @param size trials of a round
     * @param limit after which no further round begins
     */
    TuningRounds(ParamMap[] params, int size, Duration limit) {
        this.params = params;
        this.size = size;
        this.limit = limit;
    }

    /** The trials of all rounds that were run; the first one always is. */
    TrialTable run(Function<ParamMap[], TuningRun> round, Folds folds) {
        long start = System.nanoTime();
        List<TrialTable> tables = new ArrayList<>();
        for (int from = 0; from < params.length; from += size) {
            if (from > 0 && System.nanoTime() - start >= limit.toNanos()) {
                break;
            }
            runs.forEach(TuningRun::forgetRows);
            TuningRun run = round.apply(Arrays.copyOfRange(params, from, Math.min(from + size, params.length)));
            tables.add(TrialTable.of(run.scores(folds)));
            runs.add(run);
        }
        return tables.stream().reduce(TrialTable::and).orElseThrow();
    }

    /** The model of a trial on all rows. */
    Model<?> fit(int trial, Dataset<Row> rows) {
        return runs.get(trial / size).fit(trial % size, rows);
    }

    /** Models by fold and trial; null where a trial failed. */
    @Nullable
    Model<?>[][] models() {
        List<@Nullable Model<?>[][]> all = runs.stream().map(TuningRun::models).toList();
        @Nullable Model<?>[][] byFold = new Model<?>[all.get(0).length][];
        for (int fold = 0; fold < byFold.length; fold++) {
            int which = fold;
            byFold[fold] =
                    all.stream().flatMap(run -> Arrays.stream(run[which])).toArray(Model[]::new);
        }
        return byFold;
    }
}
