package dev.hone.driver.execute.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.util.MLWritable;

/** Saves models of Spark ML, whose writers run Spark jobs. */
public final class SparkModels {
    private SparkModels() {}

    /**
     * Saves a model in place of what is there, again where executors die meanwhile.
     *
     * @throws IOException if it cannot be written
     */
    public static void save(MLWritable model, String uri) throws IOException {
        try {
            RepeatedJobs.of("The saving of the model", () -> {
                try {
                    model.write().overwrite().save(uri);
                    return uri;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
