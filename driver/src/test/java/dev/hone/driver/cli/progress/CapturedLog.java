package dev.hone.driver.cli.progress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What Log4j would have printed while this was open. */
public final class CapturedLog implements AutoCloseable {
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final LoggerConfig root =
            ((LoggerContext) LogManager.getContext(false)).getConfiguration().getRootLogger();
    private final AbstractAppender appender = new AbstractAppender("captured", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            events.add(event.toImmutable());
        }
    };

    public CapturedLog() {
        appender.start();
        root.addAppender(appender, Level.WARN, null);
    }

    /** Errors, and whatever has a stack trace. */
    public List<String> alarming() {
        return events.stream()
                .filter(event -> event.getThrown() != null || event.getLevel().isMoreSpecificThan(Level.ERROR))
                .map(event -> event.getLoggerName() + ": " + event.getMessage().getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        root.removeAppender(appender.getName());
    }
}
