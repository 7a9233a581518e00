package dev.hone.tuning.publish;

import dev.hone.driver.publish.PublishedFolder;
import dev.hone.driver.publish.PublishedVersion;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * A version of a model that a study has published ({@code publish} in its file).
 *
 * <pre>{@code
 * PipelineModel model = PublishedModel.latest("hdfs:///models/churn").load();
 * model.transform(table);
 * }</pre>
 *
 * <p>The latest version is whole at every moment, also while another one is published and after a publisher was killed. Immutable and safe
 * for use by several threads.
 *
 * @param version number of the version, from 1
 * @param path of the saved {@link PipelineModel}
 * @param published when it was published, by the clock of the driver that did
 * @param study name of the study that found it
 * @param run output folder of that study, without secrets
 * @param metric the study's metric, under the name that Spark's evaluator gives it
 * @param score mean of the metric over the folds of the study
 * @param reason why it was published: its score beside that of the version before it
 */
public record PublishedModel(
        int version,
        String path,
        Instant published,
        String study,
        String run,
        String metric,
        double score,
        String reason) {

    /**
     * The latest version.
     *
     * @param path folder of the versions, on any Hadoop file system; settings are those of the running Spark session, if there is one
     * @throws NoSuchElementException if nothing is published there
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws dev.hone.worker.data.InvalidInputException if the file system of the path is unknown or cannot be reached
     */
    public static PublishedModel latest(String path) {
        try (PublishedFolder folder = PublishedFolder.at(path, hadoop())) {
            return folder.latest()
                    .map(version -> of(folder, version))
                    .orElseThrow(() -> new NoSuchElementException(
                            "Path '" + folder.location() + "': must hold a published model (versions: 0)"));
        }
    }

    /**
     * All versions that are kept, the oldest first.
     *
     * @param path as for {@link #latest}
     * @return none if nothing is published there
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws dev.hone.worker.data.InvalidInputException if the file system of the path is unknown or cannot be reached
     */
    public static List<PublishedModel> history(String path) {
        try (PublishedFolder folder = PublishedFolder.at(path, hadoop())) {
            return folder.history().stream().map(version -> of(folder, version)).toList();
        }
    }

    /** Loads the model, which takes the raw table; needs a Spark session. */
    public PipelineModel load() {
        return PipelineModel.load(path);
    }

    private static PublishedModel of(PublishedFolder folder, PublishedVersion version) {
        return new PublishedModel(
                version.number(),
                folder.uri(version.model()),
                version.published(),
                version.study(),
                version.run(),
                version.scores().objective().metric(),
                version.scores().mean(),
                version.reason());
    }

    private static Configuration hadoop() {
        Option<SparkSession> session = SparkSession.getActiveSession();
        Option<SparkSession> running = session.isDefined() ? session : SparkSession.getDefaultSession();
        return running.isDefined() ? running.get().sparkContext().hadoopConfiguration() : new Configuration();
    }
}
