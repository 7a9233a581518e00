package dev.hone.tuning;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that at depth {@value #HUNGRY_DEPTH} runs out of memory as often as a test asks. */
public final class HungryTree extends DecisionTreeClassifier {
    static final int HUNGRY_DEPTH = 2;

    /** How often it will still run out of memory. */
    static final AtomicInteger LEFT = new AtomicInteger();

    private static final long serialVersionUID = 1L;

    public HungryTree() {}

    public HungryTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        if (getMaxDepth() == HUNGRY_DEPTH && LEFT.getAndDecrement() > 0) {
            throw new OutOfMemoryError("as the test wants it");
        }
        return super.train(dataset);
    }
}
