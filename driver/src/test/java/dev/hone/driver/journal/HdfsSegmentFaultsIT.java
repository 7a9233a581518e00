package dev.hone.driver.journal;

import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
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
@Timeout(600)
class HdfsSegmentFaultsIT extends SegmentFaultsContract {
    private static MiniHdfs hdfs;

    private static final AtomicInteger FOLDERS = new AtomicInteger();

    private String output = "";

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
        output = "/out-" + FOLDERS.incrementAndGet();
        return hdfs.folder(output);
    }

    @Override
    int bytesPerRepair() {
        return 20;
    }

    @Override
    int times() {
        return 50;
    }

    @Override
    void put(String name, byte[] content) {
        try (FSDataOutputStream stream = hdfs.files().create(path(name), true)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void delete(String name) {
        try {
            hdfs.files().delete(path(name), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (FileStatus file : hdfs.files().listStatus(path(""))) {
                try (FSDataInputStream stream = hdfs.files().open(file.getPath())) {
                    files.put(file.getPath().getName(), stream.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private Path path(String name) {
        Path journal = new Path(output, "journal");
        return name.isEmpty() ? journal : new Path(journal, name);
    }
}
