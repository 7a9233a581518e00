package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exit code of a driver that a worker supervises ({@code --supervise}). The worker starts it again for ever while its code
 * is not 0, so that code says only whether another start would help; how the run ended is in {@code status.json}.
 */
final class DriverExit {
    /** What ends in the same way each time. */
    private static final Set<Integer> FOR_GOOD = Stream.of(
                    State.INVALID, State.NO_SCORE, State.OUT_OF_BUDGET, State.UNDECIDED)
            .map(State::exitCode)
            .collect(Collectors.toUnmodifiableSet());

    private DriverExit() {}

    /**
     * Whether this is the driver of {@code --deploy-mode cluster} on YARN. There a main class must return: Spark takes any
     * {@code System.exit}, with code 0 too, for a failure, after which YARN starts the driver again.
     */
    static boolean isApplicationMaster(Properties settings) {
        return "yarn".equals(settings.getProperty("spark.master")) && isOnCluster(settings);
    }

    private static boolean isOnCluster(Properties settings) {
        return "cluster".equals(settings.getProperty("spark.submit.deployMode"));
    }

    /**
     * The code to exit with.
     *
     * @param exitCode that of the command line
     * @param settings Spark's, which are system properties of the driver; read without Spark's classes, which would take longer
     *     to load than help or versions take to print
     */
    static int code(int exitCode, Properties settings) {
        boolean supervised =
                Boolean.parseBoolean(settings.getProperty("spark.driver.supervise")) && isOnCluster(settings);
        return supervised && FOR_GOOD.contains(exitCode) ? State.SUCCEEDED.exitCode() : exitCode;
    }
}
