package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.worker.evaluate.FailureMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Prepares the folds of groups of trials: how many groups at once, and the folds of one several at a time. */
public final class FoldPreparation {
    /** Most groups of trials whose tables are prepared or kept at once. */
    public static final int MOST_GROUPS = 8;

    /** Of the driver's memory, for tables and the blocks of their broadcasts. */
    private static final int PARTS_OF_MEMORY = 4;

    private FoldPreparation() {}

    /**
     * How many groups' tables a quarter of the driver's memory holds, with the blocks of their broadcasts: from 1 to
     * {@link #MOST_GROUPS}.
     *
     * @param bytesOfFold of the table of one fold
     */
    public static int groupsInMemory(long bytesOfFold, int folds) {
        long ofGroup = Math.max(1, 2 * bytesOfFold * folds);
        long room = Runtime.getRuntime().maxMemory() / PARTS_OF_MEMORY;
        return (int) Math.max(1, Math.min(MOST_GROUPS, room / ofGroup));
    }

    /**
     * What is made of each fold, several at a time.
     *
     * @throws RuntimeException the first that the preparation of a fold throws, in their order; others are cancelled
     */
    public static <F, T> List<T> all(List<F> folds, Function<F, T> preparation, ExecutorService threads)
            throws InterruptedException {
        List<Future<T>> running = new ArrayList<>(folds.size());
        folds.forEach(fold -> running.add(threads.submit(() -> preparation.apply(fold))));
        List<T> prepared = new ArrayList<>(folds.size());
        try {
            for (Future<T> each : running) {
                prepared.add(each.get());
            }
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            running.forEach(each -> each.cancel(true));
        }
        return prepared;
    }

    private static RuntimeException thrown(Throwable cause) {
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new TrialExecutionException(FailureMessage.of(cause), cause);
    }
}
