package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes, given by a static method {@code mistakes}: each is told in one line with exit code 2,
 * without a stack trace in the log, and leaves nothing behind.
 */
abstract class MistakeContract {
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
            CommandLineRun run = folder.run("tune");

            String told = "hone: " + mistake.told(folder) + "\n";
            if (told.contains(Mistake.ANYTHING)) {
                assertThat(run.err()).matches(pattern(told));
            }
            assertThat(run).isEqualTo(new CommandLineRun(2, "", told.contains(Mistake.ANYTHING) ? run.err() : told));
            assertThat(log.alarming()).isEmpty();
        }
        assertThat(folder.out()).doesNotExist();
    }
}
