package dev.hone.driver.journal;

import dev.hone.driver.output.OutputFolder;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;

/** The contract on a file system that is no local disk. */
abstract class RemoteSegmentFaults extends SegmentFaultsContract {
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    private String output = "";

    abstract RemoteStore store();

    @Override
    OutputFolder open() {
        output = "/out-" + FOLDERS.incrementAndGet();
        return store().folder(output);
    }

    @Override
    void put(String name, byte[] content) {
        store().put(path(name), content);
    }

    @Override
    void delete(String name) {
        store().delete(path(name));
    }

    @Override
    Map<String, byte[]> files() {
        return store().contents(new Path(output, "journal"));
    }

    private Path path(String name) {
        return new Path(new Path(output, "journal"), name);
    }
}
