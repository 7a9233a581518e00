package dev.hone.driver.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that tests can stop: while they do, one deeper than 1 waits until its trial is cancelled. */
public final class StoppedTree extends DecisionTreeClassifier {
    private static final long serialVersionUID = 1L;

    private static final AtomicInteger PASSING = new AtomicInteger();

    private static final AtomicReference<Runnable> BEFORE_NEXT = new AtomicReference<>(() -> {});

    private static volatile Optional<Runnable> beforeWaiting = Optional.empty();

    public StoppedTree(String uid) {
        super(uid);
    }

    /** Lets trees wait, and do something before. */
    static void stop(Runnable before) {
        stopAfter(0, before);
    }

    /** The same, but for the first ones. */
    static void stopAfter(int trees, Runnable before) {
        PASSING.set(trees);
        beforeWaiting = Optional.of(before);
    }

    /** Does something once, in a task, before the next tree that is deeper than 1 grows. */
    static void beforeNext(Runnable action) {
        BEFORE_NEXT.set(action);
    }

    static void goOn() {
        beforeWaiting = Optional.empty();
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        Optional<Runnable> before = beforeWaiting;
        if (before.isPresent() && getMaxDepth() > 1 && PASSING.getAndDecrement() <= 0) {
            before.get().run();
            waitToBeCancelled();
        }
        if (getMaxDepth() > 1) {
            BEFORE_NEXT.getAndSet(() -> {}).run();
        }
        return super.train(dataset);
    }

    private static void waitToBeCancelled() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cancelled", e);
        }
    }
}
