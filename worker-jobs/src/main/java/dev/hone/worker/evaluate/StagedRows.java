package dev.hone.worker.evaluate;

import dev.hone.worker.data.CacheBudget;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.stage.FittedStage;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.SharedLearning;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.stage.TaskStages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;

/**
 * The table of a study before its stages, and what stages make of the rows of each fold: each stage is fitted on the fold's
 * training rows by the first task of an executor that needs it, and kept for all trials that begin with the same stages, as
 * long as there is room in the cache of the table. Leading stages that do not learn, such as {@code HashingTF}, are applied once
 * for all folds that have all rows. What a stage has learned is kept too, for stages that differ only in what they choose of it.
 *
 * <pre>
 *   raw -- HashingTF --> table -- PCA --> table -- ... --> features of the fold's rows
 *          [1]                    [fold, 1, 2]             [fold, prefix]                keys of the cache
 *                                 [fold, 1, 2 but for k]
 * </pre>
 *
 * @param raw the columns that stages and learners read
 * @param labels labels and weights of all rows, whose cache holds what is made of the folds
 * @param folds how many folds share the memory of caches
 * @param mostBytes of the rows as a learner gets them, those of a fold or all; beyond that they are left to Spark
 */
public record StagedRows(StageTable raw, TrainingData labels, int folds, long mostBytes) {

    /**
     * A fold after its stages.
     *
     * @param tables as the learner gets them
     * @param bytes of what the table that the stages leave does not have
     */
    private record Prepared(LearnerInput.Tables tables, long bytes) implements FoldCache.Sized {
        static Prepared of(LearnerInput.Tables tables, StageTable staged) {
            FeatureMatrix features = tables.training().data().features();
            long shared = staged.holds(features) ? features.bytes() : 0;
            long places = 4L * (tables.training().size() + tables.validation().size());
            return new Prepared(tables, tables.bytes() - shared + places);
        }
    }

    /**
     * The rows of a fold after some of its stages.
     *
     * @param table the columns
     * @param training places of the rows to fit on
     * @param bytes of the columns that the last stage has made, and of the places
     */
    private record Staged(StageTable table, int[] training, long bytes) implements FoldCache.Sized {
        static Staged of(StageTable table, Fold fold, StageTable before) {
            int[] training = fold.among(table.numbers()).train();
            return new Staged(table, training, table.bytesBeside(before) + 4L * training.length);
        }
    }

    /**
     * All rows after stages that do not learn.
     *
     * @param table the columns
     * @param bytes of the columns that the last stage has made
     */
    private record Applied(StageTable table, long bytes) implements FoldCache.Sized {}

    /**
     * The rows of a fold as a learner gets them; the same views for all trials with an equal prefix.
     *
     * @throws StageFailedException if a stage cannot be fitted or cannot take a row, its table is larger than it may be, or no rows
     *     are left
     * @throws TaskKilledException if the task was cancelled
     */
    LearnerInput.Tables rows(Fold fold, StagePrefix prefix) {
        return fold.trainRows(labels)
                .shared(
                        prefix,
                        () -> bounded(
                                () -> prepare(fold, prefix),
                                prepared -> prepared.tables().bytes()))
                .tables();
    }

    private Prepared prepare(Fold fold, StagePrefix prefix) {
        StageTable table = staged(fold, prefix, prefix.stages().size()).table();
        Fold left = fold.among(table.numbers());
        if (left.train().length == 0 || left.test().length == 0) {
            throw new IllegalArgumentException("stages must leave rows to train on and to test");
        }
        LearnerInput.Split split = new LearnerInput.Split(left.train(), left.test());
        return Prepared.of(prefix.input().read(table, labels, split, CacheBudget.ofTables(folds)), table);
    }

    /**
     * All rows as a learner gets them, after stages that are fitted on all of them.
     *
     * @throws StageFailedException if a stage cannot be fitted or cannot take a row, or its table is larger than it may be
     * @throws TaskKilledException if the task was cancelled
     */
    FittedRows allRows(StagePrefix prefix) {
        return allRows()
                .shared(List.of(FittedRows.class, prefix), () -> bounded(() -> fitted(prefix), FittedRows::bytes));
    }

    private RowView allRows() {
        return new RowView(labels, raw.numbers());
    }

    private FittedRows fitted(StagePrefix prefix) {
        int first = prefix.unlearned();
        List<Transformer> stages = new ArrayList<>();
        prefix.stages().subList(0, first).forEach(stage -> stages.add((Transformer) stage));
        StageTable table = applied(prefix, first);
        for (PipelineStage stage :
                prefix.stages().subList(first, prefix.stages().size())) {
            throwIfCancelled();
            FittedStage fitted = TaskStages.fit(
                    stage, table, IntStream.range(0, table.numRows()).toArray(), SharedLearning.NONE);
            stages.add(fitted.model());
            table = fitted.transform(table);
        }
        return new FittedRows(stages, prefix.input().readAll(table, labels, CacheBudget.ONE_TABLE), table.numbers());
    }

    /** What is prepared if it is not too large; whatever else goes wrong is a matter of the stages. */
    private <T> T bounded(Supplier<T> preparation, ToLongFunction<T> size) {
        try {
            T prepared = preparation.get();
            long bytes = size.applyAsLong(prepared);
            if (bytes > mostBytes) {
                throw new IllegalArgumentException(
                        "the rows must take at most " + mostBytes + " bytes after the stages (bytes: " + bytes + ")");
            }
            return prepared;
        } catch (IllegalArgumentException | ClassCastException | ArithmeticException e) {
            throw new StageFailedException(e);
        } catch (OutOfMemoryError e) {
            if (mostBytes == Long.MAX_VALUE) {
                throw e; // Spark's fits would be read into memory just so.
            }
            throw new StageFailedException(e);
        }
    }

    private Staged staged(Fold fold, StagePrefix prefix, int count) {
        if (count <= prefix.unlearned() && hasAllRows(fold)) {
            StageTable table = applied(prefix, count);
            return Staged.of(table, fold, table);
        }
        return fold.trainRows(labels)
                .shared(
                        List.of(Staged.class, prefix.keyOf(count)),
                        () -> count == 0 ? input(fold) : fitted(fold, prefix, count));
    }

    private Staged fitted(Fold fold, StagePrefix prefix, int count) {
        Staged before = staged(fold, prefix, count - 1);
        throwIfCancelled();
        FittedStage stage = TaskStages.fit(
                prefix.stages().get(count - 1),
                before.table(),
                before.training(),
                learning(fold.trainRows(labels), prefix.keyOf(count - 1)));
        return Staged.of(stage.transform(before.table()), fold, before.table());
    }

    /** One of each fold leaves half of the cache to what stages make of the rows. */
    private SharedLearning learning(RowView training, Object before) {
        return SharedLearning.on(training, before, training.cacheBytes() / (2L * folds));
    }

    /** The whole table after stages that do not learn; one for all folds. */
    private StageTable applied(StagePrefix prefix, int count) {
        return count == 0
                ? raw
                : allRows()
                        .sharedByTable(List.of(Applied.class, prefix.keyOf(count)), () -> {
                            StageTable before = applied(prefix, count - 1);
                            throwIfCancelled();
                            StageTable table = TaskStages.fit(
                                            prefix.stages().get(count - 1), before, new int[0], SharedLearning.NONE)
                                    .transform(before);
                            return new Applied(table, table.bytesBeside(before));
                        })
                        .table();
    }

    /** What is thrown is not kept: a task that waits for the stage fits it then. */
    private static void throwIfCancelled() {
        TaskContext context = TaskContext.get();
        if (context != null && context.isInterrupted()) {
            throw new TaskKilledException("Stages of a cancelled trial");
        }
    }

    /** The fold's rows, where it does not have all. */
    private Staged input(Fold fold) {
        Fold left = fold.among(raw.numbers());
        int[] places = IntStream.concat(Arrays.stream(left.train()), Arrays.stream(left.test()))
                .sorted()
                .toArray();
        return Staged.of(raw.select(places), fold, raw);
    }

    private boolean hasAllRows(Fold fold) {
        Fold left = fold.among(raw.numbers());
        return left.train().length + left.test().length == raw.numRows();
    }
}
