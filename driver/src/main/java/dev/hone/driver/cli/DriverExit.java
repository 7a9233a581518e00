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
    private static final Set<Integer> FOR_GOOD = Stream.of(State.INVALID, State.NO_SCORE, State.OUT_OF_BUDGET)
            .map(State::exitCode)
            .collect(Collectors.toUnmodifiableSet());

    private DriverExit() {}

    /**
     * The code to exit with.
     *
     * @param exitCode that of the command line
     * @param settings Spark's, which are system properties of the driver; read without Spark's classes, which would take longer
     *     to load than help or versions take to print
     */
    static int code(int exitCode, Properties settings) {
        boolean supervised = Boolean.parseBoolean(settings.getProperty("spark.driver.supervise"))
                && "cluster".equals(settings.getProperty("spark.submit.deployMode"));
        return supervised && FOR_GOOD.contains(exitCode) ? State.SUCCEEDED.exitCode() : exitCode;
    }
}
