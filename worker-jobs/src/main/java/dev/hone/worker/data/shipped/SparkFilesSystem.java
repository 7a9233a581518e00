package dev.hone.worker.data.shipped;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * The files of {@code --files} as a Hadoop file system that can only be read: {@code spark-files:/NAME} is the copy of the process
 * that reads it, wherever that is. Only what was shipped is found, and nothing else that lies beside it.
 */
public final class SparkFilesSystem extends FileSystem {
    /** The scheme of its paths. */
    public static final String SCHEME = "spark-files";

    /** Hadoop's setting for the class of this file system. */
    public static final String SETTING = "fs." + SCHEME + ".impl";

    private static final URI ROOT = URI.create(SCHEME + ":///");
    private static final String DRIVER = "driver";
    private static final SubmittedTable SUBMITTED = new SubmittedTable();

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        Path copy = copy(path);
        return systemOf(copy).open(copy, bufferSize);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        Path copy = copy(path);
        FileStatus status = systemOf(copy).getFileStatus(copy);
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                status.getBlockSize(),
                status.getModificationTime(),
                makeQualified(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return new FileStatus[] {getFileStatus(path)};
    }

    /** Where this process has its copy of a file; the driver of YARN's client mode has none but the file itself. */
    private static Path copy(Path path) throws FileNotFoundException {
        String name = ShippedFiles.name(path.toString());
        SparkEnv process = SparkEnv.get();
        if (process.executorId().equals(DRIVER)) {
            return copyOfDriver(name, process);
        }
        File copy = new File(SparkFiles.get(name));
        if (!copy.isFile()) {
            throw new FileNotFoundException(path + " has not reached executor " + process.executorId());
        }
        return new Path(copy.toURI());
    }

    private static Path copyOfDriver(String name, SparkEnv process) {
        ShippedFiles shipped = ShippedFiles.of(process.conf());
        File copy = new File(SparkFiles.get(name));
        if (copy.isFile() && !shipped.has(name)) { // by SparkContext.addFile; the folder is this application's own
            return new Path(copy.toURI());
        }
        Path original = shipped.ofDriver(name);
        return SUBMITTED.checked(name, copy.isFile() ? new Path(copy.toURI()) : original, process.conf());
    }

    private FileSystem systemOf(Path copy) throws IOException {
        FileSystem system = copy.getFileSystem(getConf());
        return system instanceof LocalFileSystem local ? local.getRaw() : system;
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(ROOT);
    }

    @Override
    public void setWorkingDirectory(Path path) {}

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            @Nullable Progressable progress)
            throws IOException {
        throw readOnly(path);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, @Nullable Progressable progress) throws IOException {
        throw readOnly(path);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        throw readOnly(from);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        throw readOnly(path);
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        throw readOnly(path);
    }

    private static IOException readOnly(Path path) {
        return new IOException("files of --files can only be read (path: " + path + ")");
    }
}
