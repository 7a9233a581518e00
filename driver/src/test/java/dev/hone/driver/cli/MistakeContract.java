package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes, given by a static method {@code mistakes}: each is told in one line with exit code 2, and leaves nothing behind. */
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

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldInOneLine(Mistake mistake) {
        mistake.make(folder);

        CommandLineRun run = folder.run("tune");

        assertThat(run).isEqualTo(new CommandLineRun(2, "", "hone: " + mistake.told(folder) + "\n"));
        assertThat(folder.out()).doesNotExist();
    }
}
