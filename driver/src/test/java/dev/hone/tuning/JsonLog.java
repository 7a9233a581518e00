package dev.hone.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/** What Hone logs in this JVM at level INFO, as Spark's structured logging lays it out, until it is closed. */
public final class JsonLog implements AutoCloseable {
    private static final String HONE = "dev.hone";

    private final StringWriter written = new StringWriter();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    public JsonLog() {
        JsonTemplateLayout layout = JsonTemplateLayout.newBuilder()
                .setConfiguration(context.getConfiguration())
                .setEventTemplateUri("classpath:org/apache/spark/SparkLayout.json")
                .build();
        WriterAppender appender = WriterAppender.newBuilder()
                .setName("json")
                .setLayout(layout)
                .setTarget(written)
                .build();
        appender.start();
        LoggerConfig logger = new LoggerConfig(HONE, Level.INFO, false);
        logger.addAppender(appender, Level.INFO, null);
        context.getConfiguration().addLogger(HONE, logger);
        context.updateLoggers();
    }

    /** The lines so far whose message begins with a text. */
    public List<JsonNode> lines(String start) {
        return parsed(written.toString()).stream()
                .filter(line -> line.path("msg").asText().startsWith(start))
                .toList();
    }

    /** A JSON object per line. */
    public static List<JsonNode> parsed(String lines) {
        ObjectMapper mapper = new ObjectMapper();
        return lines.lines()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(line, e);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(HONE);
        context.updateLoggers();
    }
}
