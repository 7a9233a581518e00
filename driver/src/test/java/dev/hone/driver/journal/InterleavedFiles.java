package dev.hone.driver.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Hadoop's file system of local disks, on which something else happens in the middle of the n-th listing, or before the n-th file is
 * opened. A listing then has what was there before and after, as that of a local disk, which asks for each file that it has found.
 */
public final class InterleavedFiles extends RawLocalFileSystem {
    private static final AtomicInteger STEPS = new AtomicInteger();
    private static volatile Runnable meanwhile = () -> {};

    /** The settings by which a folder is on this disk. */
    static Configuration configuration(int step, Runnable work) {
        STEPS.set(step);
        meanwhile = work;
        Configuration configuration = new Configuration();
        configuration.set("fs.file.impl", InterleavedFiles.class.getName());
        configuration.setBoolean("fs.file.impl.disable.cache", true);
        return configuration;
    }

    private static boolean isNow() {
        return STEPS.decrementAndGet() == 0;
    }

    /** Whether the step has come. */
    static boolean hasHappened() {
        return STEPS.get() <= 0;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        if (isNow()) {
            meanwhile.run();
        }
        return super.open(file, bufferSize);
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        FileStatus[] before = super.listStatus(folder);
        if (!isNow()) {
            return before;
        }
        meanwhile.run();
        FileStatus[] after = super.listStatus(folder);
        return Arrays.stream(before)
                .filter(file ->
                        Arrays.stream(after).anyMatch(left -> left.getPath().equals(file.getPath())))
                .toArray(FileStatus[]::new);
    }
}
