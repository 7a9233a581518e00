package dev.hone.driver.cli;

import dev.hone.driver.report.StudyStatus.State;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * While open, a JVM that is shut down by somebody else, such as a trial that calls {@code System.exit(0)} in local mode, first
 * says its last words, and exits with 1 whatever it was asked to exit with.
 *
 * <p>The last words come before the hooks of Spark and Hadoop, which stop the SparkContext and close file systems; the exit code
 * is set after them, so that Spark's temporary folders are gone. {@code Runtime.halt} and a native abort run no hooks.
 */
final class ShutdownGuard implements AutoCloseable {
    /** Spark's hooks have at most 50, Hadoop's file systems 10. */
    private static final int BEFORE_SPARK = 100;

    private static final int AFTER_HADOOP = 1;
    private static final long LONGEST_SECONDS = 20;

    private final Runnable saving;
    private final Runnable halting;
    private volatile boolean armed = true;

    /** @param lastWords what is done first */
    ShutdownGuard(Runnable lastWords) {
        saving = () -> {
            if (armed) {
                lastWords.run();
            }
        };
        halting = () -> {
            if (armed) {
                Runtime.getRuntime().halt(State.FAILED.exitCode());
            }
        };
        ShutdownHookManager hooks = ShutdownHookManager.get();
        hooks.addShutdownHook(saving, BEFORE_SPARK, LONGEST_SECONDS, TimeUnit.SECONDS);
        hooks.addShutdownHook(halting, AFTER_HADOOP, LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether the JVM is being shut down: what fails now fails because of that. */
    static boolean isShuttingDown() {
        return ShutdownHookManager.get().isShutdownInProgress();
    }

    /** Lets the JVM end as it is asked to. */
    void disarm() {
        armed = false;
    }

    @Override
    public void close() {
        if (isShuttingDown()) {
            return;
        }
        disarm();
        ShutdownHookManager.get().removeShutdownHook(saving);
        ShutdownHookManager.get().removeShutdownHook(halting);
    }
}
