package dev.hone.driver.cli;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree that ends its JVM at depth {@value #FATAL_DEPTH}, in the way that a system property names. */
public final class EndingTree extends DecisionTreeClassifier {
    static final int FATAL_DEPTH = 3;
    static final String FOR_EVER = "a tree grows for ever";
    static final String WAY = "hone.test.ending";

    private static final long serialVersionUID = 1L;

    public EndingTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        if (getMaxDepth() == FATAL_DEPTH) {
            switch (System.getProperty(WAY, "exit")) {
                case "exit" -> System.exit(0);
                case "halt" -> Runtime.getRuntime().halt(0);
                case "never" -> sleepForEver();
                case "out of memory" -> throw new OutOfMemoryError("Java heap space");
                case "out of memory in a task of Spark" -> dataset.javaRDD().foreachPartition(EndingTree::exhaust);
                default -> throw new IllegalStateException(System.getProperty(WAY));
            }
        }
        return super.train(dataset);
    }

    private static void exhaust(Iterator<?> rows) {
        throw new OutOfMemoryError("Java heap space");
    }

    /** Minds no interrupt. */
    private static void sleepForEver() {
        System.err.println(FOR_EVER);
        while (true) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            boolean unused = Thread.interrupted();
        }
    }
}
