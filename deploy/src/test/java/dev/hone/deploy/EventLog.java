package dev.hone.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event logs that Spark writes into a folder. */
final class EventLog {
    private static final Pattern EXECUTOR = Pattern.compile("\"Executor ID\":\"(\\w+)\"");

    private EventLog() {}

    /** Options that make Spark write one there. */
    static List<String> in(Path folder) {
        return List.of(
                "--conf",
                "spark.eventLog.enabled=true",
                "--conf",
                "spark.eventLog.compress=false",
                "--conf",
                "spark.eventLog.dir=file://" + folder);
    }

    /** The executors that ended a task. */
    static Set<String> executorsOfTasks(Path folder) throws IOException {
        try (Stream<Path> logs = Files.walk(folder)) {
            return logs.filter(Files::isRegularFile)
                    .flatMap(EventLog::lines)
                    .filter(line -> line.contains("SparkListenerTaskEnd"))
                    .flatMap(line -> EXECUTOR.matcher(line).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
