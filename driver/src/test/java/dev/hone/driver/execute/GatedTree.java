package dev.hone.driver.execute;

import java.util.concurrent.CountDownLatch;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that waits at the {@link Stage} for the gate of its depth to open. */
public final class GatedTree extends DecisionTreeClassifier {
    private static final long serialVersionUID = 1L;

    public GatedTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        Stage.STARTED.incrementAndGet();
        CountDownLatch gate = Stage.GATES.get(getMaxDepth());
        try {
            if (gate != null) {
                gate.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
        return super.train(dataset);
    }
}
