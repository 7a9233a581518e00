package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.table.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ErrorLineTest {
    @Test
    void tellsWhatWasBeingDoneAndTheInnermostReason() {
        Exception full = new IOException("No space left on device");

        assertThat(ErrorLine.of(new UncheckedIOException("Cannot write /out/result.json", new IOException(full))))
                .isEqualTo("Cannot write /out/result.json (IOException: No space left on device)");
    }

    @Test
    void aMessageThatOnlyRepeatsItsCauseIsNotToldTwice() {
        Exception cause = new IllegalArgumentException("no convergence");

        assertThat(ErrorLine.of(new IllegalStateException(cause))).isEqualTo("no convergence");
        assertThat(ErrorLine.of(new IllegalStateException(null, cause))).isEqualTo("no convergence");
        assertThat(ErrorLine.of(new IllegalStateException("Refit failed: no convergence", cause)))
                .isEqualTo("Refit failed: no convergence");
    }

    @Test
    void whatAnOutputFolderFailsByIsToldAsItIs() {
        try (OutputFolder folder = OutputFolder.at("/proc/hone", new Configuration())) {
            assertThatExceptionOfType(OutputException.class)
                    .isThrownBy(() -> folder.replace("result.json", writer -> {}))
                    .satisfies(e -> assertThat(ErrorLine.of(e))
                            .startsWith("Cannot write /proc/hone/result.json: ")
                            .endsWith(" and run the same again, which continues"));
        }
    }

    @Test
    void withoutACauseItIsTheErrorItself() {
        assertThat(ErrorLine.of(new IllegalArgumentException("a\nb"))).isEqualTo("a");
        assertThat(ErrorLine.of(new IllegalStateException("Another run is writing to /out")))
                .isEqualTo("IllegalStateException: Another run is writing to /out");
        assertThat(ErrorLine.of(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void errorsAreToldLikeExceptions() {
        assertThat(ErrorLine.of(new OutOfMemoryError("Java heap space")))
                .isEqualTo("out of memory (Java heap space); give the driver more by --driver-memory (heap: "
                        + new ByteSize(Runtime.getRuntime().maxMemory())
                        + "), list fewer columns under data.features, or set search.lane: cluster");
        assertThat(ErrorLine.of(new StackOverflowError())).isEqualTo("StackOverflowError");
        assertThat(ErrorLine.of(new NoClassDefFoundError("org/example/Missing")))
                .isEqualTo("NoClassDefFoundError: org/example/Missing");
        assertThat(ErrorLine.of(new AssertionError("so it is not"))).isEqualTo("AssertionError: so it is not");
    }
}
