package dev.hone.driver.execute;

import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that takes its executor down at depth {@value #FATAL_DEPTH}, and lets it exit with 0 at {@value #EXITING_DEPTH}. */
public final class FatalTree extends DecisionTreeClassifier {
    static final int FATAL_DEPTH = 7;
    static final int EXITING_DEPTH = 9;

    private static final long serialVersionUID = 1L;

    public FatalTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        if (getMaxDepth() == FATAL_DEPTH) {
            Runtime.getRuntime().halt(52);
        }
        if (getMaxDepth() == EXITING_DEPTH) {
            System.exit(0);
        }
        return super.train(dataset);
    }
}
