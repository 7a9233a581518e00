package dev.hone.tuning;

import dev.hone.worker.trial.Lane;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.jspecify.annotations.Nullable;

/** The scores of all trials on all folds; filled by many threads, each place once. */
final class TuningScores {
    private static final List<String> FROM_THE_FASTEST =
            List.of(Lane.FAST.label(), Lane.INLINE.label(), LaneRule.EXECUTOR, ClusterLane.NAME);

    private final @Nullable TailScore[][] byFold;

    TuningScores(int folds, int trials) {
        byFold = new TailScore[folds][trials];
    }

    void set(int fold, int trial, TailScore score) {
        byFold[fold][trial] = score;
    }

    /** Whether a trial was trained inside a task on every fold. */
    boolean wasInTask(int trial) {
        return scores(trial).stream().noneMatch(score -> score.lane().equals(ClusterLane.NAME));
    }

    /** Of each trial: fold after fold. */
    List<TailScore> scores(int trial) {
        return Arrays.stream(byFold)
                .map(fold -> Objects.requireNonNull(fold[trial]))
                .toList();
    }

    /** Metric by fold and trial; NaN where a trial failed. */
    double[][] metrics() {
        return Arrays.stream(byFold)
                .map(fold -> Arrays.stream(fold)
                        .mapToDouble(score -> Objects.requireNonNull(score).metric())
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Models by fold and trial; null where a trial failed. */
    @Nullable
    Model<?>[][] models() {
        return Arrays.stream(byFold)
                .map(fold -> Arrays.stream(fold)
                        .map(score -> Objects.requireNonNull(score).model())
                        .toArray(Model[]::new))
                .toArray(Model[][]::new);
    }

    /** The lane of each trial: the slowest that it took on any fold. */
    String[] lanes() {
        return IntStream.range(0, byFold[0].length)
                .mapToObj(trial -> scores(trial).stream()
                        .map(TailScore::lane)
                        .max(Comparator.comparingInt(FROM_THE_FASTEST::indexOf))
                        .orElseThrow())
                .toArray(String[]::new);
    }

    /** Why each trial failed; empty if it did not. */
    String[] messages() {
        return IntStream.range(0, byFold[0].length)
                .mapToObj(trial -> scores(trial).stream()
                        .filter(TailScore::isFailed)
                        .map(TailScore::message)
                        .findFirst()
                        .orElse(""))
                .toArray(String[]::new);
    }
}
