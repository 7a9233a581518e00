package dev.hone.driver.cli;

import java.util.List;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that fails at depth {@value #DEPTH} with the secrets of a system property in its message. */
public final class TellingTree extends DecisionTreeClassifier {
    static final int DEPTH = 3;
    static final String SECRETS = "hone.test.told";

    /** At the end of what is told of a failure, which is cut there. */
    static final int BEFORE_CUT = 495;

    private static final long serialVersionUID = 1L;

    public TellingTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        if (getMaxDepth() == DEPTH) {
            List<String> secrets = List.of(System.getProperty(SECRETS, "").split(",", -1));
            String told = String.join(" and ", secrets);
            String first = secrets.get(0);
            throw new IllegalArgumentException(
                    "refused with " + told + ".".repeat(Math.max(0, BEFORE_CUT - told.length())) + first
                            + ", s3a://AKIA:told-0008@bucket/a, https://host/a?sig=told-0009&X-Amz-Credential=told-0010");
        }
        return super.train(dataset);
    }
}
