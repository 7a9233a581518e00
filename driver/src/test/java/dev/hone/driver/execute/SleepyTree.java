package dev.hone.driver.execute;

import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that sleeps for some seconds at depth {@value #SLEEPY_DEPTH}, unless it is interrupted. */
public final class SleepyTree extends DecisionTreeClassifier {
    static final int SLEEPY_DEPTH = 1;

    /** Longer than all other trials of a test take together. */
    private static final int SLEEP_MILLIS = 12_000;

    private static final long serialVersionUID = 1L;

    public SleepyTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        try {
            if (getMaxDepth() == SLEEPY_DEPTH) {
                Thread.sleep(SLEEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in its sleep", e);
        }
        return super.train(dataset);
    }
}
