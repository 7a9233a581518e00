package dev.hone.driver.cli;

import java.util.Optional;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that tests can stop: while they do, one deeper than 1 waits until its trial is cancelled. */
public final class StoppedTree extends DecisionTreeClassifier {
    private static final long serialVersionUID = 1L;
    private static final long LONGER_THAN_ANY_TEST = 600_000;

    private static volatile Optional<Runnable> beforeWaiting = Optional.empty();

    public StoppedTree(String uid) {
        super(uid);
    }

    /** Lets trees wait, and do something before. */
    static void stop(Runnable before) {
        beforeWaiting = Optional.of(before);
    }

    static void goOn() {
        beforeWaiting = Optional.empty();
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        Optional<Runnable> before = beforeWaiting;
        if (before.isPresent() && getMaxDepth() > 1) {
            before.get().run();
            sleep();
        }
        return super.train(dataset);
    }

    private static void sleep() {
        try {
            Thread.sleep(LONGER_THAN_ANY_TEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cancelled", e);
        }
    }
}
