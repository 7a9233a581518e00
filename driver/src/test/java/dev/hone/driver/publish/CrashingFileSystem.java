package dev.hone.driver.publish;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * A local disk under a scheme of its own, with HDFS's atomic renames, that fails at an operation and at all after it, as where the
 * process is killed: a write at which it fails leaves half of its bytes.
 */
public class CrashingFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "crashing";

    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    /** Lets that many operations succeed from now on. */
    static void crashAt(int operation) {
        LEFT.set(operation);
    }

    static boolean hasCrashed() {
        return LEFT.get() < 0;
    }

    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs." + SCHEME + ".impl", CrashingFileSystem.class.getName());
        configuration.set("fs.AbstractFileSystem." + SCHEME + ".impl", Contexts.class.getName());
        return configuration;
    }

    private static void operate() throws IOException {
        if (LEFT.decrementAndGet() < 0) {
            throw new IOException("crashed");
        }
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        operate();
        return super.open(file, bufferSize);
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        operate();
        FSDataOutputStream stream = super.create(file, overwrite, bufferSize, replication, blockSize, progress);
        return new FSDataOutputStream(new HalfWritten(stream), null);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        operate();
        return super.mkdirs(folder);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        operate();
        return super.delete(file, recursive);
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        operate();
        FileStatus[] found = super.listStatus(folder);
        for (int place = 0; place < found.length; place++) {
            found[place] = plain(found[place]);
        }
        return found;
    }

    @Override
    public FileStatus getFileStatus(Path file) throws IOException {
        return plain(super.getFileStatus(file));
    }

    /** Without the owner and permissions, for which a process is started that knows local paths only. */
    private static FileStatus plain(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                status.getReplication(),
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    private static final class HalfWritten extends FilterOutputStream {
        HalfWritten(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                operate();
            } catch (IOException e) {
                out.write(bytes, from, length / 2);
                throw e;
            }
            out.write(bytes, from, length);
        }
    }

    /** The same for Hadoop's other interface, by which files are renamed. */
    public static final class Contexts extends DelegateToFileSystem {
        public Contexts(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(uri, new CrashingFileSystem(), configuration, SCHEME, false);
        }

        @Override
        public int getUriDefaultPort() {
            return -1;
        }

        @Override
        public void renameInternal(Path from, Path to) throws IOException {
            operate();
            if (Files.exists(local(to))) {
                throw new FileAlreadyExistsException(to.toString());
            }
            Files.move(local(from), local(to));
        }

        @Override
        public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
            operate();
            Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
        }

        private static java.nio.file.Path local(Path path) {
            return java.nio.file.Path.of(path.toUri().getPath());
        }
    }
}
