package dev.hone.driver.execute;

import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.sql.Dataset;

/** A decision tree that commits the {@link Misdeed} of {@code minInstancesPerNode} less 1, if there is one. */
public final class BadTree extends DecisionTreeClassifier {
    private static final long serialVersionUID = 1L;

    public BadTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        int trial = getMinInstancesPerNode() - 1;
        Misdeed.commit(trial);
        DecisionTreeClassificationModel trained = super.train(dataset);
        return Misdeed.IS_NOT_A_NUMBER.isOf(trial) ? notANumber(trained) : trained;
    }

    private static DecisionTreeClassificationModel notANumber(DecisionTreeClassificationModel trained) {
        LeafNode leaf = new LeafNode(Double.NaN, 0, trained.rootNode().impurityStats());
        return new DecisionTreeClassificationModel(trained.uid(), leaf, trained.numFeatures(), trained.numClasses());
    }
}
