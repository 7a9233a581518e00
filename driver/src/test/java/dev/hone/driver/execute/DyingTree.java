package dev.hone.driver.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.sql.Dataset;

/** A decision tree during whose training executors die, as many as its depth; each leaves a file. */
public final class DyingTree extends DecisionTreeClassifier {
    /** Setting of Spark's that names the folder of the files. */
    static final String FOLDER = "spark.hone.test.deaths";

    private static final long serialVersionUID = 1L;

    public DyingTree(String uid) {
        super(uid);
    }

    @Override
    public DecisionTreeClassificationModel train(Dataset<?> dataset) {
        SparkEnv env = SparkEnv.get();
        Path folder = Path.of(env.conf().get(FOLDER)).resolve(Integer.toString(getMaxDepth()));
        if (!env.executorId().equals("driver") && deaths(folder) < getMaxDepth()) {
            die(folder);
        }
        return super.train(dataset);
    }

    static void die(Path folder) {
        try {
            Files.createFile(
                    Files.createDirectories(folder).resolve(UUID.randomUUID().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().halt(137);
    }

    static int deaths(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
