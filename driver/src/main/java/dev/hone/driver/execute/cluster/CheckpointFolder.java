package dev.hone.driver.execute.cluster;

import dev.hone.worker.data.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.recommendation.ALS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * A checkpoint folder of the application while Spark jobs fit learners, unless the program has set one itself. Without one, the
 * lineage of ALS and other iterative estimators grows with each iteration, until tasks run out of stack; with one they truncate
 * it each {@code checkpointInterval} iterations.
 *
 * <p>It is a folder below {@code /tmp} of the default file system, or a temporary one of this machine in local mode. On a
 * cluster whose default file system is local there is none, as no folder would be that of all executors. It is deleted when the
 * JVM ends and not before: models that have been fitted may read from it.
 *
 * <p>Whoever fits opens it, and closes it when done; the last one takes the setting back. Safe for use by many threads.
 */
public final class CheckpointFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final String NAME = "hone-checkpoints-";
    private static final String LOCAL = "file";
    private static final int ITERATIONS_OF_ALS = 3;

    /** The application that the folder is of; guarded by the class, as are the others. */
    private static @Nullable String application;

    private static @Nullable String folder;
    private static int users;

    private final SparkContext context;
    private boolean isClosed;

    private CheckpointFolder(SparkContext context) {
        this.context = context;
    }

    /** Sets the folder, if there is none and all executors can reach one. */
    public static CheckpointFolder open(SparkContext context) {
        synchronized (CheckpointFolder.class) {
            if (!context.applicationId().equals(application)) {
                application = context.applicationId();
                folder = null;
                users = 0;
            }
            users++;
            if (context.getCheckpointDir().isEmpty()) {
                set(context);
            }
        }
        return new CheckpointFolder(context);
    }

    private static void set(SparkContext context) {
        if (folder != null) {
            context.checkpointDir_$eq(Option.apply(folder));
            return;
        }
        try {
            Optional<Path> location = location(context);
            if (location.isPresent()) {
                location.get().getFileSystem(context.hadoopConfiguration()).deleteOnExit(location.get());
                context.setCheckpointDir(location.get().toString());
                folder = context.getCheckpointDir().get();
                LOG.info(
                        "Estimators checkpoint below {} while a search runs",
                        Secrets.redacted(location.get().toString()));
            } else {
                LOG.info("No checkpoint folder is set, as the default file system is not shared by the executors");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint folder cannot be made", e);
        }
    }

    private static Optional<Path> location(SparkContext context) throws IOException {
        Configuration hadoop = context.hadoopConfiguration();
        if (!FileSystem.getDefaultUri(hadoop).getScheme().equals(LOCAL)) {
            Path shared = new Path(FileSystem.getDefaultUri(hadoop).resolve("/tmp/" + NAME + context.applicationId()));
            shared.getFileSystem(hadoop).mkdirs(shared);
            return Optional.of(shared);
        }
        return context.master().startsWith("local")
                ? Optional.of(new Path(Files.createTempDirectory(NAME).toUri()))
                : Optional.empty();
    }

    /**
     * ALS that checkpoints after each few iterations, unless its {@code checkpointInterval} is set: with the default of 10 the
     * tasks that join both sides' factors run out of stack all the same. Other learners as they are.
     */
    public static Estimator<?> withShortLineage(Estimator<?> learner) {
        return learner instanceof ALS als && !als.isSet(als.checkpointInterval())
                ? als.copy(ParamMap.empty()).setCheckpointInterval(ITERATIONS_OF_ALS)
                : learner;
    }

    /** Takes the setting back, if no other search uses it. */
    @Override
    public void close() {
        synchronized (CheckpointFolder.class) {
            if (isClosed || !context.applicationId().equals(application)) {
                return;
            }
            isClosed = true;
            users--;
            if (users == 0 && folder != null && context.getCheckpointDir().contains(folder)) {
                context.checkpointDir_$eq(Option.empty());
            }
        }
    }
}
