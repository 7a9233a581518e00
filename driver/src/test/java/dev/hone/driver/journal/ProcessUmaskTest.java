package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessUmaskTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({"077, rwx------, rw-------", "027, rwxr-x---, rw-r-----"})
    @Timeout(60)
    void whatAProcessWritesHasItsUmask(String umask, String folder, String file)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask " + umask + "; exec \"$0\" -cp \"$1\" -XX:TieredStopAtLevel=1 \"$2\" \"$3\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        PrintedPermissions.class.getName(),
                        temporary.resolve("out").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed.lines())
                .containsExactly(
                        folder + " ", folder + " model", file + " model/hone-model.json", file + " model/part-0");
    }

    @Test
    void aUmaskOfTheUsersHadoopStays() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set("fs.permissions.umask-mode", "037");
        try (OutputFolder folder = OutputFolder.at(temporary.resolve("out").toString(), configuration)) {
            folder.replace("file", writer -> writer.print("text"));
        }

        assertThat(Files.getPosixFilePermissions(temporary.resolve("out/file")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }
}
