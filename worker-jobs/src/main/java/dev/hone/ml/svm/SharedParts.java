package dev.hone.ml.svm;

import dev.hone.worker.trial.Cancellation;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Work in numbered parts of which every thread that asks for the whole does some: the tasks of several folds that begin at
 * once neither repeat it nor wait for one of them to do it alone. Safe for use by many threads.
 */
final class SharedParts {
    private static final int WAIT_MILLIS = 20;
    private static final int NONE = -1;

    private final int parts;
    /** Done or being done; guarded by this. */
    private final BitSet taken = new BitSet();
    /** Guarded by this. */
    private int done;

    SharedParts(int parts) {
        this.parts = parts;
    }

    /**
     * Returns when all parts are done, by this thread and others. A part whose work throws is done by another thread.
     *
     * @param work does the part of a number, from 0; the same for all threads
     * @throws org.apache.spark.TaskKilledException if the task of this thread is cancelled
     */
    void complete(IntConsumer work) {
        for (int part = take(); part != NONE; part = take()) {
            boolean succeeded = false;
            try {
                Cancellation.check();
                work.accept(part);
                succeeded = true;
            } finally {
                release(part, succeeded);
            }
        }
    }

    /** A part for this thread, or none when all are done; waits as long as others do the last ones. */
    private synchronized int take() {
        while (done < parts) {
            int free = taken.nextClearBit(0);
            if (free < parts) {
                taken.set(free);
                return free;
            }
            await();
        }
        return NONE;
    }

    private synchronized void await() {
        try {
            wait(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Cancellation.check();
            throw new IllegalStateException("Interrupted while another task computes dot products", e);
        }
        Cancellation.check();
    }

    private synchronized void release(int part, boolean succeeded) {
        if (succeeded) {
            done++;
        } else {
            taken.clear(part);
        }
        notifyAll();
    }
}
