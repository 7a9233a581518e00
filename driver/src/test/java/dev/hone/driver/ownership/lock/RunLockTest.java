package dev.hone.driver.ownership.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
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

    /** As Google's store is seen by its connector. */
    public static final class StoreWithoutConditions extends RawLocalFileSystem {
        @Override
        public String getScheme() {
            return "gs";
        }

        @Override
        public URI getUri() {
            return URI.create("gs:///");
        }
    }

    @Test
    void aStoreThatCannotCreateExclusivelyIsTold() throws InterruptedException {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.gs.impl", StoreWithoutConditions.class.getName());
        try (OutputFolder folder = OutputFolder.at("gs://" + out(), hadoop)) {
            acquire(folder).requireHeld();

            assertThat(told())
                    .containsExactly(
                            folder.location() + ": its store cannot create a file on the condition that there is none;"
                                    + " two drivers that start within the same second may both run until one sees the other, so start"
                                    + " one at a time");
        }
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
