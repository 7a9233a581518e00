package dev.hone.driver.cli;

import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkException;
import org.apache.spark.deploy.SparkSubmitArguments;
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
                CollectionConverters.asJava(parsed.sparkProperties()));
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
        properties.forEach(System::setProperty);
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(userJars.classLoader(thread.getContextClassLoader(), StudySession.hadoop()));
    }

    /** Whether spark-submit is to wait for the end of the driver. */
    boolean waitsForTheEnd() {
        return isOn("spark.standalone.submit.waitAppCompletion");
    }

    /** Whether the master is asked over REST, if it can be. */
    boolean usesRest() {
        return isOn("spark.master.rest.enabled");
    }

    private boolean isOn(String key) {
        return Boolean.parseBoolean(properties.getOrDefault(key, "false"));
    }
}
