package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;

/**
 * The main class of a driver in local mode that {@code bin/hone} starts without spark-submit, which would only hand on settings: one
 * JVM less, and no copy of Hone's jar for an executor that shares the driver's class path.
 */
public final class LocalDriver {
    private LocalDriver() {}

    /**
     * Runs Hone's command line and ends the JVM with its exit code.
     *
     * @param args how many arguments are options of spark-submit, these options, and then Hone's own arguments; the options name
     *     no jars or files to fetch
     */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        int start = 1 + Integer.parseInt(args[0]);
        try {
            SparkSubmitSettings.of(words.subList(1, start)).setProperties();
        } catch (InvalidInputException e) {
            e.mistakes().forEach(HoneCommand::print);
            System.exit(State.INVALID.exitCode());
        }
        String files = "spark.hadoop." + LocalFiles.SETTING;
        System.setProperty(files, System.getProperty(files, LocalFiles.class.getName()));
        HoneCommand.main(words.subList(start, words.size()).toArray(String[]::new));
    }
}
