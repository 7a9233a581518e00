package dev.hone.ml.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;

class SharedPartsTest {
    private static final int PARTS = 20;

    private final SharedParts parts = new SharedParts(PARTS);
    private final AtomicIntegerArray done = new AtomicIntegerArray(PARTS);

    @Test
    void threadsDoEachPartOnceTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch both = new CountDownLatch(2);
        Runnable task = () -> {
            boolean[] isFirst = {true};
            parts.complete(part -> {
                if (isFirst[0]) {
                    isFirst[0] = false;
                    await(both);
                }
                done.incrementAndGet(part);
            });
            assertAllDone();
        };
        Future<?> one = threads.submit(task);
        Future<?> other = threads.submit(task);
        threads.shutdown();
        one.get();
        other.get();
        parts.complete(done::incrementAndGet);
        assertAllDone();
    }

    /** Each thread holds its first part until the other has one too. */
    private static void await(CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAllDone() {
        for (int part = 0; part < PARTS; part++) {
            assertThat(done.get(part)).isEqualTo(1);
        }
    }

    @Test
    void aPartThatFailsIsDoneByTheNextThatAsks() {
        assertThatThrownBy(() -> parts.complete(part -> {
                    if (part == 3) {
                        throw new IllegalStateException("part 3");
                    }
                    done.incrementAndGet(part);
                }))
                .hasMessage("part 3");
        parts.complete(done::incrementAndGet);
        assertAllDone();
    }

    @Test
    void aCancelledTaskLeavesTheRestToOthers() {
        TaskContext task = TaskContext$.MODULE$.empty();
        TaskContext$.MODULE$.setTaskContext(task);
        try {
            assertThatThrownBy(() -> parts.complete(part -> {
                        done.incrementAndGet(part);
                        if (part == 5) {
                            task.markInterrupted("cancelled by the test");
                        }
                    }))
                    .isInstanceOf(TaskKilledException.class);
        } finally {
            TaskContext$.MODULE$.unset();
        }
        assertThat(done.get(5)).isEqualTo(1);
        assertThat(done.get(6)).isZero();
        parts.complete(done::incrementAndGet);
        assertAllDone();
    }
}
