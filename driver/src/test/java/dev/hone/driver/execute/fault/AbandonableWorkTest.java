package dev.hone.driver.execute.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.TaskKilledException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AbandonableWorkTest {
    @Test
    void theResultIsThatOfTheWork() {
        assertThat(AbandonableWork.<Object>ofDriver("work", () -> 7)).isEqualTo(7);
    }

    @Test
    void whatTheWorkThrowsIsThrownAsItIs() {
        StackOverflowError thrown = new StackOverflowError();

        assertThatThrownBy(() -> AbandonableWork.ofDriver("work", () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void workThatWasCancelledBeforeItBeganDoesNotBegin() {
        AtomicBoolean hasBegun = new AtomicBoolean();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> AbandonableWork.<Object>ofDriver("work", () -> hasBegun.getAndSet(true)))
                .isInstanceOf(TaskKilledException.class)
                .hasMessage("work was cancelled before it began");

        assertThat(hasBegun).isFalse();
    }

    @Test
    void theThreadsOfAPoolHaveEndedWhenTheirEndIsToldAlsoToAnInterruptedThread() throws InterruptedException {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean hasEnded = new AtomicBoolean();
        Future<?> unused = threads.submit(() -> {
            begun.countDown();
            long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            hasEnded.set(true);
        });
        begun.await();

        Thread.currentThread().interrupt();
        ThreadPools.end(threads);

        assertThat(hasEnded).isTrue();
        assertThat(Thread.interrupted()).as("the caller stays interrupted").isTrue();
    }

    @Test
    void workThatMindsAnInterruptEndsWithItsOwnException() throws InterruptedException {
        assertThat(thrownByWorkThatSwallows(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("woken up");
    }

    @Test
    void workThatSwallowsAnInterruptIsInterruptedAgain() throws InterruptedException {
        assertThat(thrownByWorkThatSwallows(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("woken up");
    }

    /** Of work that waits for ever and is cancelled. */
    private static @Nullable Throwable thrownByWorkThatSwallows(int interrupts) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Interrupted waiting = Interrupted.of(() -> {
            begun.countDown();
            CountDownLatch never = new CountDownLatch(1);
            for (int swallowed = 0; ; swallowed++) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    if (swallowed == interrupts) {
                        throw new IllegalStateException("woken up", e);
                    }
                }
            }
        });
        begun.await();

        waiting.interrupt();

        return waiting.thrown();
    }

    @Test
    void workThatMindsNoInterruptIsAbandonedWithinTwoSeconds() throws InterruptedException {
        int before = AbandonedThreads.count();
        AtomicBoolean shouldSpin = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        Interrupted waiting = Interrupted.of(() -> {
            begun.countDown();
            while (shouldSpin.get()) {
                Thread.onSpinWait();
            }
        });
        begun.await();

        long start = System.nanoTime();
        waiting.interrupt();

        assertThat(waiting.thrown()).isInstanceOf(TaskKilledException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(AbandonedThreads.count()).isEqualTo(before + 1);
        shouldSpin.set(false);
        Awaitility.await("it ends").until(() -> AbandonedThreads.count() == before);
    }

    @Test
    void workThatIsCancelledTwiceHasItsTimeToEnd() throws InterruptedException {
        int before = AbandonedThreads.count();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Interrupted waiting = Interrupted.of(() -> {
            begun.countDown();
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                cancelled.countDown();
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                throw new IllegalStateException("woken up", e);
            }
        });
        begun.await();

        waiting.interrupt();
        cancelled.await();
        waiting.interrupt();

        assertThat(waiting.thrown()).isInstanceOf(IllegalStateException.class).hasMessage("woken up");
        assertThat(AbandonedThreads.count()).isEqualTo(before);
    }

    @Test
    void anExecutorHasTooManyAbandonedThreadsWithMoreOfThemThanCores() {
        assertThat(AbandonedThreads.areTooMany(2, 2)).isFalse();
        assertThat(AbandonedThreads.areTooMany(3, 2)).isTrue();
    }

    /** A thread that waits for work, to be interrupted. */
    private record Interrupted(Thread thread, CompletableFuture<@Nullable Throwable> end) {
        static Interrupted of(Runnable work) {
            CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
            AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    AbandonableWork.ofDriver("the test's work", () -> {
                        work.run();
                        return true;
                    });
                } catch (Throwable e) {
                    thrown.set(e);
                }
                end.complete(thrown.get());
            });
            thread.start();
            return new Interrupted(thread, end);
        }

        void interrupt() {
            thread.interrupt();
        }

        @Nullable
        Throwable thrown() {
            return end.join();
        }
    }
}
