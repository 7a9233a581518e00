package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MillionPointsIT {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void aGridOfAMillionPointsRunsIn512Mebibytes() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionPoints.class.getName(),
                        folder.resolve("out").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        int exitCode = process.waitFor();

        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(exitCode).as(printed).isZero();
        assertThat(printed).contains("COMPLETED 1000000 {a=700, b=300}");
        try (Stream<String> lines = Files.lines(folder.resolve("out/leaderboard.csv"))) {
            assertThat(lines).hasSize(1_000_001);
        }
    }
}
