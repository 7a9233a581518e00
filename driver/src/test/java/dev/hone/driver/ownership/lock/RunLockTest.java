package dev.hone.driver.ownership.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a local disk. */
class RunLockTest extends RunLockContract {
    @TempDir
    private Path temporary;

    @Test
    void aFolderThatWasThereBeforeStaysThere() throws IOException, InterruptedException {
        Files.createDirectories(out());
        try (OutputFolder folder = open()) {
            RunLock lock = acquire(folder);
            lock.requireHeld();
        }

        assertThat(out()).isEmptyDirectory();
    }

    @Test
    void aDriverWhoseLastHeartbeatLooksOldIsWatchedForAWhileOnly() throws IOException, InterruptedException {
        acquire();
        Files.setLastModifiedTime(out().resolve(FIRST), FileTime.from(start.minus(Duration.ofDays(1))));

        acquire();

        assertThat(clock.instant()).isEqualTo(start.plus(Heartbeat.SUSPICION));
    }

    @Override
    OutputFolder open() {
        return OutputFolder.at(out().toString(), new Configuration());
    }

    @Override
    void write(String name, String text) {
        try {
            Files.createDirectories(out());
            Files.writeString(out().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void delete(String name) {
        try {
            Files.delete(out().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> names() {
        if (!Files.exists(out())) {
            return List.of();
        }
        try (var files = Files.list(out())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path out() {
        return temporary.resolve("out");
    }
}
