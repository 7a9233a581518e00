package dev.hone.driver.execute.fault;

import dev.hone.driver.task.LogContext;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskKilledException;

/**
 * Work on a thread of its own, for which the calling thread waits, so that a trial that is cancelled frees its slot whatever it
 * does: foreign code may loop without looking at interrupts, or be native, and Java 17 has no way to stop its thread.
 *
 * <pre>
 *   task's thread:  start --- waits --- cancelled --- interrupts --- 1 s of grace --- gives up: the slot is free
 *   work's thread:        --- works -----------------------|------------------------- abandoned, until it returns
 * </pre>
 *
 * <p>An abandoned thread is a daemon and goes on taking a processor and memory. See {@link AbandonedThreads} for
 * what becomes of an executor with many of them.
 *
 * <p>Spark's own {@code spark.task.reaper.*} does not free a slot before it ends the executor, and has to be set before the
 * application starts; where it is on, it finds nothing to do here.
 */
public final class AbandonableWork {
    /** For how long work may go on once it was interrupted; with what it takes to cancel, a slot is free within two seconds. */
    private static final long GRACE_MILLIS = 1000;

    /** From one interrupt of cancelled work to the next. */
    private static final long INTERRUPT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Work may also be cancelled without an interrupt of the thread that waits. */
    private static final long POLL_MILLIS = 100;

    private AbandonableWork() {}

    /**
     * What the work of the running task gives. The work's thread has the context of the task.
     *
     * @param name of what is run, for the log
     * @throws TaskKilledException if the task was cancelled and its work did not end in time; what the work throws otherwise
     */
    public static <T> T ofTask(String name, Supplier<T> work) {
        TaskContext task = TaskContext.get();
        Running<T> running = new Running<>(name, () -> {
            TaskContext$.MODULE$.setTaskContext(task);
            return work.get();
        });
        return running.result(task::isInterrupted);
    }

    /**
     * What work outside of tasks gives, which is cancelled by an interrupt of the calling thread. Its thread inherits what the
     * calling one has of Spark's local properties.
     *
     * @param name of what is run, for the log
     * @throws TaskKilledException if it was cancelled and did not end in time; what the work throws otherwise
     */
    public static <T> T ofDriver(String name, Supplier<T> work) {
        return new Running<>(name, work).result(() -> false);
    }

    private static final class Running<T> extends FutureTask<T> {
        private final String name;
        private final Thread thread;

        /** Guarded by this object. */
        private boolean isAbandoned;

        Running(String name, Supplier<T> work) {
            super(work::get);
            this.name = name;
            thread = new Thread(LogContext.inherited(this), "hone " + name);
            thread.setDaemon(true);
        }

        T result(BooleanSupplier isCancelled) {
            if (Thread.interrupted() || isCancelled.getAsBoolean()) {
                throw new TaskKilledException(name + " was cancelled before it began");
            }
            boolean isInterrupted = false;
            thread.start();
            while (!isInterrupted && !isCancelled.getAsBoolean()) {
                try {
                    return get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Looks again whether it was cancelled.
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    throw thrown(e);
                }
            }
            return resultWithinGrace();
        }

        /** Interrupts several times, since libraries may swallow an interrupt, as Spark does while it writes a checkpoint. */
        private T resultWithinGrace() {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
            while (true) {
                thread.interrupt();
                try {
                    return get(Math.min(end - System.nanoTime(), INTERRUPT_NANOS), TimeUnit.NANOSECONDS);
                } catch (ExecutionException e) {
                    throw thrown(e);
                } catch (InterruptedException e) {
                    // Cancelled once more, as by the end of the search: it still has its time.
                } catch (TimeoutException e) {
                    if (System.nanoTime() >= end) {
                        abandon();
                        throw new TaskKilledException(
                                name + " was cancelled and did not end within " + GRACE_MILLIS + " ms");
                    }
                }
            }
        }

        private synchronized void abandon() {
            if (!isDone()) {
                isAbandoned = true;
                AbandonedThreads.add(name);
            }
        }

        /** Called by the work's thread once it has ended. */
        @Override
        protected synchronized void done() {
            if (isAbandoned) {
                AbandonedThreads.remove(name);
            }
        }

        /** Whatever the work threw, as if this thread had run it. */
        @SuppressWarnings("unchecked")
        private static <E extends Throwable> RuntimeException thrown(ExecutionException e) throws E {
            throw (E) Objects.requireNonNull(e.getCause());
        }
    }
}
