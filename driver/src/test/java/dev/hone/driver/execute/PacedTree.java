package dev.hone.driver.execute;

import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree whose training takes at least as long as a system property says, so that it can be met while it runs. */
public final class PacedTree extends DecisionTreeClassifier {
    private static final String MILLIS = "hone.test.pace";
    private static final long serialVersionUID = 1L;

    public PacedTree(String uid) {
        super(uid);
    }

    /** The option of a JVM whose trees take so long. */
    public static String option(int millis) {
        return "-D" + MILLIS + "=" + millis;
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        try {
            Thread.sleep(Integer.getInteger(MILLIS, 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cancelled", e);
        }
        return super.train(dataset);
    }
}
