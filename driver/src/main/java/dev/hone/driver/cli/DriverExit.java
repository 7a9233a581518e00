package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

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

    /** The code to exit with where the command line has come to the given one. */
    static int code(int exitCode, SparkConf conf) {
        boolean supervised = conf.getBoolean("spark.driver.supervise", false)
                && conf.get("spark.submit.deployMode", "client").equals("cluster");
        return supervised && FOR_GOOD.contains(exitCode) ? State.SUCCEEDED.exitCode() : exitCode;
    }
}
