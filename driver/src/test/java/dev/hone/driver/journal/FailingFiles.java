package dev.hone.driver.journal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Hadoop's file system of local disks, on a disk that a test can fill or break. */
public final class FailingFiles extends RawLocalFileSystem {
    private static volatile Optional<String> brokenBy = Optional.empty();
    private static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);
    private static volatile boolean failsAtClose;
    private static volatile boolean failsToRead;

    /** The settings by which a folder is on this disk, which works at first. */
    public static Configuration configuration() {
        mend();
        Configuration configuration = new Configuration();
        configuration.set("fs.file.impl", FailingFiles.class.getName());
        return configuration;
    }

    /** Lets no file be made from now on. */
    public static void breakBy(String reason) {
        brokenBy = Optional.of(reason);
    }

    /** Leaves room for nothing but what files took that are deleted from now on. */
    public static void fill() {
        ROOM.set(0);
    }

    /** Takes all that is written, and then tells that it could not keep it, as object stores do. */
    public static void failAtClose() {
        failsAtClose = true;
    }

    /** Lets no file be read from now on, as a store that cannot be reached. */
    public static void failToRead() {
        failsToRead = true;
    }

    public static void mend() {
        brokenBy = Optional.empty();
        ROOM.set(Long.MAX_VALUE);
        failsAtClose = false;
        failsToRead = false;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        if (failsToRead) {
            throw new IOException("Connection reset");
        }
        return super.open(file, bufferSize);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        throwIfBroken(file);
        return failing(super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        throwIfBroken(file);
        return failing(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    private static void throwIfBroken(Path file) throws IOException {
        if (brokenBy.isPresent()) {
            throw new IOException(file.toUri().getPath() + " (" + brokenBy.get() + ")");
        }
    }

    private static FSDataOutputStream failing(FSDataOutputStream stream) throws IOException {
        return new FSDataOutputStream(new FailingStream(stream), null);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        if (ROOM.get() < Long.MAX_VALUE && exists(file) && names(file) == 1) {
            ROOM.addAndGet(getFileStatus(file).getLen());
        }
        return super.delete(file, recursive);
    }

    /** How many a file has: its bytes are free with the last. */
    private int names(Path file) throws IOException {
        return (Integer) Files.getAttribute(pathToFile(file).toPath(), "unix:nlink");
    }

    /** As Hadoop tells it; only its own classes can make one. */
    private static FSError noSpace() {
        try {
            Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
            constructor.setAccessible(true);
            return constructor.newInstance(new IOException("No space left on device"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FailingStream extends FilterOutputStream {
        FailingStream(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (ROOM.get() < Long.MAX_VALUE && ROOM.addAndGet(-length) < 0) {
                ROOM.addAndGet(length);
                throw noSpace();
            }
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (failsAtClose) {
                throw new IOException("the upload failed");
            }
        }
    }
}
