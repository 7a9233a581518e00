package dev.hone.worker.kryo;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import java.util.Optional;

/**
 * What Spark itself sends between driver and executors when it lists files and writes a model, and what MLlib's trainers
 * serialize inside a task; with {@code spark.kryo.registrationRequired} it would fail without. By name, since some are
 * private. {@link SqlClasses} has those of tables, {@link MlClasses} those of Spark ML's own jobs.
 */
final class SparkClasses {
    private static final List<String> CLASSES = List.of(
            "org.apache.spark.mllib.clustering.BisectingKMeansModel$Data",
            "[Lorg.apache.spark.mllib.clustering.BisectingKMeansModel$Data;",
            "org.apache.spark.internal.io.FileCommitProtocol$TaskCommitMessage",
            "org.apache.spark.sql.execution.datasources.BasicWriteTaskStats",
            "org.apache.spark.sql.execution.datasources.ExecutedWriteSummary",
            "org.apache.spark.sql.execution.datasources.WriteTaskResult",
            "[Lorg.apache.spark.sql.execution.datasources.WriteTaskResult;");

    /**
     * Zero values of aggregations inside a task and models that broadcast themselves, made of parts that only Java's
     * serialization knows how to copy.
     */
    private static final List<String> SERIALIZED_BY_JAVA = List.of(
            "org.apache.spark.ml.regression.GBTRegressionModel",
            "org.apache.spark.ml.regression.RandomForestRegressionModel",
            "org.apache.spark.util.collection.OpenHashMap$mcD$sp",
            "org.apache.spark.util.collection.OpenHashMap$mcJ$sp",
            "org.apache.spark.mllib.clustering.BisectingKMeans$ClusterSummaryAggregator");

    private SparkClasses() {}

    static void register(Kryo kryo) {
        for (String name : CLASSES) {
            kryo.register(classNamed(name, kryo.getClassLoader()));
        }
        for (String name : SERIALIZED_BY_JAVA) {
            kryo.register(classNamed(name, kryo.getClassLoader()), new JavaObjectSerializer());
        }
    }

    /** A class that every supported version of Spark has. */
    static Class<?> classNamed(String name, ClassLoader loader) {
        return find(name, loader).orElseThrow(() -> new IllegalStateException("Spark has no class " + name));
    }

    /** A class, if this version of Spark has it. */
    static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
