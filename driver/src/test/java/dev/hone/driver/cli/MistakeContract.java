package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.cli.progress.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes, given by a static method {@code mistakes}: each is told in one line with exit code 2,
 * without a stack trace in the log, and leaves nothing behind. The slowest ones are printed in the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MistakeContract {
    private static final int SHOWN = 3;

    private final Map<String, Duration> times = new HashMap<>();

    @TempDir
    private Path temporary;

    private StudyFolder folder = new StudyFolder(Path.of(""));

    @BeforeEach
    final void makeStudy() {
        folder = StudyFolder.in(temporary);
    }

    final Path temporary() {
        return temporary;
    }

    final StudyFolder folder() {
        return folder;
    }

    /** Further options of the command. */
    String[] options() {
        return new String[0];
    }

    /** Of one line, with anything between its parts. */
    private static String pattern(String told) {
        return Arrays.stream(told.split(Pattern.quote(Mistake.ANYTHING), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[^\\n]*"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInOneLine(Mistake mistake) {
        mistake.make(folder);

        try (CapturedLog log = new CapturedLog()) {
            Instant start = Instant.now();
            CommandLineRun run = folder.run("tune", options());
            times.put(mistake.toString(), Duration.between(start, Instant.now()));

            String told = "hone: " + mistake.told(folder) + "\n";
            if (told.contains(Mistake.ANYTHING)) {
                assertThat(run.err()).matches(pattern(told));
            }
            assertThat(run).isEqualTo(new CommandLineRun(2, "", told.contains(Mistake.ANYTHING) ? run.err() : told));
            assertThat(log.alarming()).isEmpty();
        }
        assertThat(folder.out()).doesNotExist();
    }

    /** A mistake takes no longer than Spark's start, which the first one of a session has in it, and a second. */
    @AfterAll
    final void printSlowest() {
        times.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(slow -> System.out.println(
                        "slowest of " + times.size() + ": " + slow.getValue().toMillis() + " ms, " + slow.getKey()));
    }
}
