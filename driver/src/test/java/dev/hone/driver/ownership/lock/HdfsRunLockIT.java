package dev.hone.driver.ownership.lock;

import dev.hone.driver.journal.MiniHdfs;
import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract on HDFS. */
@Tag("endurance")
@Timeout(300)
class HdfsRunLockIT extends RunLockContract {
    private static MiniHdfs hdfs;

    private static final AtomicInteger FOLDERS = new AtomicInteger();

    private final String output = "/out-" + FOLDERS.incrementAndGet();

    @BeforeAll
    static void startCluster(@TempDir java.nio.file.Path temporary) {
        hdfs = MiniHdfs.start(temporary);
    }

    @AfterAll
    static void stopCluster() {
        hdfs.close();
    }

    @Override
    OutputFolder open() {
        return hdfs.folder(output);
    }

    @Override
    void write(String name, String text) {
        try (FSDataOutputStream stream = hdfs.files().create(new Path(output, name), true)) {
            stream.writeBytes(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void delete(String name) {
        try {
            hdfs.files().delete(new Path(output, name), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> names() {
        try {
            return hdfs.files().exists(new Path(output))
                    ? Arrays.stream(hdfs.files().listStatus(new Path(output)))
                            .map(FileStatus::getPath)
                            .map(Path::getName)
                            .sorted()
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
