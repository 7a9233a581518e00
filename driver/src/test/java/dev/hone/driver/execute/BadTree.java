package dev.hone.driver.execute;

import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that commits the {@link Misdeed} of {@code minInstancesPerNode} less 1, if there is one. */
public final class BadTree extends DecisionTreeClassifier {
    private static final long serialVersionUID = 1L;

    public BadTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        Misdeed.commit(getMinInstancesPerNode() - 1);
        return super.train(dataset);
    }
}
