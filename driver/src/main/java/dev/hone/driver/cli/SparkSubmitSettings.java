package dev.hone.driver.cli;

import dev.hone.driver.cli.submission.ClusterManager;
import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkException;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The settings that result from the options of spark-submit, read by its own parser: together with {@code --properties-file} and
 * {@code spark-defaults.conf}.
 *
 * @param options the options as given
 * @param master URL of the master
 * @param driverMemory memory of the driver
 * @param driverJavaOptions Java options of the driver, empty where there are none
 * @param userJars the jars that the driver gets besides Hone's
 * @param properties the configuration that options and files come to
 */
record SparkSubmitSettings(
        List<String> options,
        String master,
        String driverMemory,
        String driverJavaOptions,
        UserJars userJars,
        Map<String, String> properties) {

    SparkSubmitSettings {
        options = List.copyOf(options);
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the options.
     *
     * @throws InvalidInputException if spark-submit would refuse them
     */
    static SparkSubmitSettings of(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--class", HoneCommand.class.getName(), "hone.jar"));
        SparkSubmitArguments parsed = parsed(all);
        return new SparkSubmitSettings(
                options,
                parsed.master(),
                Objects.requireNonNullElse(parsed.driverMemory(), "1g"),
                Objects.requireNonNullElse(parsed.driverExtraJavaOptions(), ""),
                UserJars.of(parsed),
                properties(parsed));
    }

    /** As spark-submit hands them to a driver: options stand above {@code --conf}, and that above the properties file. */
    private static Map<String, String> properties(SparkSubmitArguments parsed) {
        Map<String, String> all = new HashMap<>(CollectionConverters.asJava(parsed.sparkProperties()));
        put(all, "spark.master", parsed.master());
        put(all, "spark.app.name", parsed.name());
        put(all, "spark.submit.deployMode", Objects.requireNonNullElse(parsed.deployMode(), "client"));
        put(all, "spark.files", parsed.files());
        put(all, "spark.driver.memory", parsed.driverMemory());
        put(all, "spark.driver.extraJavaOptions", parsed.driverExtraJavaOptions());
        return all;
    }

    private static void put(Map<String, String> properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    private static SparkSubmitArguments parsed(List<String> options) {
        try {
            return new SparkSubmitArguments(
                    CollectionConverters.asScala(options).toSeq(),
                    scala.collection.immutable.Map.from(CollectionConverters.asScala(System.getenv())));
        } catch (Exception e) { // a SparkException is checked, and thrown undeclared
            if (e instanceof SparkException) {
                throw new InvalidInputException("spark-submit: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /**
     * Makes them those of this process, as spark-submit does: Hadoop's settings are among them, and the user's classes.
     *
     * @throws InvalidInputException if the user's jars cannot be read
     */
    void apply() {
        setProperties();
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(userJars.classLoader(thread.getContextClassLoader(), StudySession.hadoop()));
    }

    /** Makes the settings, but for the user's jars, those of this process. */
    void setProperties() {
        properties.forEach(System::setProperty);
    }

    /**
     * The manager of the cluster.
     *
     * @throws InvalidInputException if spark-submit cannot hand a driver to it
     */
    ClusterManager manager() {
        return ClusterManager.of(master);
    }

    /** Whether spark-submit is to wait for the end of the driver. */
    boolean waitsForTheEnd() {
        return manager().waitsForTheEnd(properties);
    }

    /** Whether the user has named the application. */
    boolean namesTheApplication() {
        return !HoneCommand.class.getName().equals(properties.get("spark.app.name"));
    }

    /** Whether a standalone master is asked over REST, if it can be. */
    boolean usesRest() {
        return manager() == ClusterManager.STANDALONE
                && Boolean.parseBoolean(properties.getOrDefault("spark.master.rest.enabled", "false"));
    }
}
