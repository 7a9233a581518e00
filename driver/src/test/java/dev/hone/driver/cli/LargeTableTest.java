package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of many gigabytes, of which only the first lines are written: who reads on would wait for long. */
class LargeTableTest {
    private static final long BYTES = 4L << 30;

    @TempDir
    private Path temporary;

    @Test
    void aTableThatCannotFitIsRefusedBeforeItIsRead() throws IOException {
        CommandLineRun run = study().run("tune", "--set", "search.lane=fast");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("hone: " + temporary + "/study.yaml, line 2, data: Data 'file:" + temporary
                        + "/table.csv': must" + " fit the driver's heap, of which about ")
                .containsPattern("rows of 3 values need about [\\d.]+ GiB \\(heap: [\\d.]+ [MG]iB\\)")
                .contains("--driver-memory ")
                .endsWith("list fewer columns under data.features, or set search.lane: cluster\n");
        assertThat(temporary.resolve("out/status.json")).doesNotExist();
    }

    private StudyFolder study() throws IOException {
        StudyFolder study = StudyFolder.in(temporary);
        study.write(
                "table.csv",
                "a,b,kind\n"
                        + StudyFolder.TABLE.substring("a,b,kind\n".length()).repeat(20));
        try (RandomAccessFile file =
                new RandomAccessFile(temporary.resolve("table.csv").toFile(), "rw")) {
            file.setLength(BYTES);
        }
        return study;
    }
}
