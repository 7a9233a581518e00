package dev.hone.driver.cli.progress;

import dev.hone.driver.output.OutputException;
import dev.hone.driver.task.MemoryFailure;
import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/**
 * Holds back what is logged at level WARN and above, by whatever configuration of Log4j, while the user's input is read.
 * Spark logs a failed task in dozens of lines before Hone can tell the mistake in one: these are dropped if the input was
 * wrong, the output cannot be written to or memory has run out, and logged late if all went well or something else has failed.
 *
 * <p>Thread-safe: tasks of a local Spark log from their own threads.
 */
public final class HeldLog implements AutoCloseable {
    private static final int MOST_EVENTS = 1000;

    private final Holding filter = new Holding();
    private final Filter dropping = new Dropping();
    private final List<Configuration> configurations = new ArrayList<>();

    /** What the supplier gives, whose warnings and errors are held back. */
    public <T> T during(Supplier<T> reading) {
        hold();
        T read;
        try {
            read = reading.get();
        } catch (InvalidInputException | OutputException e) { // told in one line
            throw e;
        } catch (Throwable e) {
            if (MemoryFailure.in(e).isEmpty()) {
                release();
            }
            throw e;
        }
        release();
        return read;
    }

    /** Drops what Spark logs at level WARN and above from now on, until this is closed. */
    public void drop() {
        addToLoggers(dropping);
    }

    private void hold() {
        addToLoggers(filter);
    }

    private void addToLoggers(Filter added) {
        if (LogManager.getContext(false) instanceof LoggerContext context) {
            Configuration configuration = context.getConfiguration();
            configurations.add(configuration);
            configuration.getLoggers().values().forEach(logger -> logger.addFilter(added));
        }
    }

    private void removeFromLoggers(Filter added) {
        configurations.forEach(
                configuration -> configuration.getLoggers().values().forEach(logger -> logger.removeFilter(added)));
    }

    private void release() {
        removeFromLoggers(filter);
        for (LogEvent event = filter.held.poll(); event != null; event = filter.held.poll()) {
            for (Configuration configuration : configurations) {
                configuration.getLoggerConfig(event.getLoggerName()).log(event);
            }
        }
    }

    /** Ends the holding back; what is held is dropped. */
    @Override
    public void close() {
        removeFromLoggers(filter);
        removeFromLoggers(dropping);
    }

    private static final class Dropping extends AbstractFilter {
        private static final String SPARK = "org.apache.spark.";

        @Override
        public Result filter(LogEvent event) {
            return event.getLevel().isMoreSpecificThan(Level.WARN)
                            && event.getLoggerName().startsWith(SPARK)
                    ? Result.DENY
                    : Result.NEUTRAL;
        }
    }

    private static final class Holding extends AbstractFilter {
        private final BlockingQueue<LogEvent> held = new LinkedBlockingQueue<>(MOST_EVENTS);

        @Override
        public Result filter(LogEvent event) {
            if (!event.getLevel().isMoreSpecificThan(Level.WARN)) {
                return Result.NEUTRAL;
            }
            // Beyond the bound an event is lost: the first ones tell what began it.
            held.offer(event.toImmutable());
            return Result.DENY;
        }
    }
}
