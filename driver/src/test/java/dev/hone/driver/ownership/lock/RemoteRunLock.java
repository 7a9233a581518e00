package dev.hone.driver.ownership.lock;

import dev.hone.driver.journal.RemoteStore;
import dev.hone.driver.output.OutputFolder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;

/** The contract on a file system that is no local disk. */
abstract class RemoteRunLock extends RunLockContract {
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    private final String output = "/out-" + FOLDERS.incrementAndGet();

    abstract RemoteStore store();

    @Override
    OutputFolder open() {
        return store().folder(output);
    }

    @Override
    void write(String name, String text) {
        store().put(new Path(output, name), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void delete(String name) {
        store().delete(new Path(output, name));
    }

    @Override
    List<String> names() {
        return Arrays.stream(store().list(new Path(output)))
                .map(file -> file.getPath().getName())
                .toList();
    }
}
