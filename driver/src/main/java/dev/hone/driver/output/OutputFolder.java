package dev.hone.driver.output;

import dev.hone.driver.ownership.LockFile;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.worker.data.FileSystems;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/**
 * The folder into which a study writes, on any Hadoop file system. One that has a {@link Guard} asks it before each write; {@link
 * #close} releases it.
 */
public final class OutputFolder implements AutoCloseable {
    /** What the name of a file begins with that tells whether the folder can be written to. */
    public static final String WRITE_CHECK = ".hone-write-check";

    private static final String LOCAL = "file";
    private static final int READ_ATTEMPTS = 10;
    private static final Path ROOT = new Path("/");

    private final Path path;
    private final Configuration configuration;
    private final FileSystem files;
    /** Folders that were missing, from the innermost one outwards. */
    private final List<Path> made = new ArrayList<>();

    private volatile Optional<Guard> guard = Optional.empty();
    private boolean isOwner;

    /** Tells whether a driver owns a folder. */
    public interface Guard {
        /**
         * Looks whether the driver still owns the folder.
         *
         * @throws OwnershipException if it does not
         */
        void requireHeld();

        /**
         * The same by what was seen last, without a look.
         *
         * @throws OwnershipException if it does not own the folder any more
         */
        void requireNotLost();

        /** Leaves the folder to others; nothing is written after that. */
        void release();
    }

    private OutputFolder(Path path, Configuration configuration, FileSystem files) {
        this.path = path;
        this.configuration = configuration;
        this.files = files;
    }

    /**
     * Names the folder; nothing is made yet.
     *
     * @throws InvalidInputException if the file system of the path is unknown or cannot be reached
     */
    public static OutputFolder at(String location, Configuration hadoop) {
        Path path = new Path(location);
        Secrets.keep(hadoop);
        try {
            Configuration configuration = new Configuration(hadoop);
            if (path.makeQualified(FileSystem.getDefaultUri(configuration), ROOT)
                    .toUri()
                    .getScheme()
                    .equals(LOCAL)) {
                ProcessUmask.apply(configuration);
            }
            FileSystem files = FileSystems.access(location, () -> FileSystem.newInstance(path.toUri(), configuration));
            files.setWriteChecksum(false);
            files.setVerifyChecksum(false); // Hone's own checksums tell which line or file is damaged
            return new OutputFolder(files.makeQualified(path), configuration, files);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException("cannot use " + location + " (" + firstLine(e) + ")", e);
        }
    }

    /** Asks a guard before each write from now on, and releases it when the folder is closed. */
    public void ownedBy(Guard owner) {
        guard = Optional.of(owner);
        isOwner = true;
    }

    /** Whether a driver owns the folder, so that no other one writes to it. */
    public boolean isOwned() {
        return guard.isPresent();
    }

    /**
     * Looks whether this driver still owns the folder, if it has owned it.
     *
     * @throws OwnershipException if it does not any more
     * @throws OutputException if it cannot look
     */
    public void requireOwned() {
        try {
            guard.ifPresent(Guard::requireHeld);
        } catch (OutputException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw OutputException.of("Cannot write " + location(), Objects.requireNonNull(e.getCause()));
        }
    }

    /** See {@link Guard#requireNotLost}. */
    public void requireNotLost() {
        guard.ifPresent(Guard::requireNotLost);
    }

    /** A folder in this one, under the same guard. */
    public OutputFolder below(String name) {
        OutputFolder below = at(uri(name), configuration);
        below.guard = guard;
        return below;
    }

    /** The qualified path of the folder, or of something in it. */
    public String location(String... below) {
        Path location = path;
        for (String name : below) {
            location = new Path(location, name);
        }
        return text(location);
    }

    private static String text(Path location) {
        return isLocal(location) ? location.toUri().getPath() : location.toString();
    }

    private static boolean isLocal(Path qualified) {
        return qualified.toUri().getScheme().equals(LOCAL);
    }

    /** The qualified path of the folder with its scheme, also where it is local. */
    public String uri() {
        return path.toString();
    }

    /** The location of something in the folder with its scheme, as Spark takes it. */
    public String uri(String below) {
        return new Path(path, below).toString();
    }

    /**
     * Whether the folder is not there or holds nothing.
     *
     * @throws InvalidInputException if it is a file or cannot be read
     */
    public boolean isEmpty() {
        try {
            if (!files.exists(path)) {
                return true;
            }
            if (!files.getFileStatus(path).isDirectory()) {
                throw new InvalidInputException(location() + " is a file; name a folder");
            }
            return files.listStatus(path).length == 0;
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + location() + " (" + firstLine(e) + ")", e);
        }
    }

    /**
     * Makes the folder where it is missing, and says whether it was.
     *
     * @throws OutputException if the disk is full or may not be written to
     * @throws InvalidInputException if there can be no folder at that place
     */
    public boolean create() {
        try {
            boolean missing = !files.exists(path);
            for (Path folder = path; folder != null && !files.exists(folder); folder = folder.getParent()) {
                made.add(folder);
            }
            if (!files.mkdirs(path) && isLocal(path)) {
                Files.createDirectories(java.nio.file.Path.of(path.toUri())); // fails, and unlike Hadoop tells why
            }
            Path probe = new Path(path, WRITE_CHECK + UUID.randomUUID()); // others may check, too
            files.create(probe, true).close();
            files.delete(probe, false);
            return missing;
        } catch (IOException | UnsupportedOperationException e) {
            if (e instanceof IOException failure && OutputException.isOfDisk(failure)) {
                throw OutputException.of("Cannot write to " + location(), failure);
            }
            throw new InvalidInputException("cannot write to " + location() + " (" + firstLine(e) + ")", e);
        }
    }

    /** Removes the folder if it holds nothing, and with it the folders around it that {@link #create} has made. */
    public void removeIfEmpty() {
        if (!isEmpty()) {
            return;
        }
        delete(path);
        try {
            for (Path folder : made) {
                if (files.exists(folder) && files.listStatus(folder).length == 0) {
                    delete(folder);
                }
            }
        } catch (IOException e) {
            throw OutputException.of("Cannot remove " + location(), e);
        }
    }

    /** Names of what is in the folder, in their order; none if it is not there. */
    public List<String> names() {
        return list("");
    }

    public boolean exists(String name) {
        try {
            return files.exists(new Path(path, name));
        } catch (IOException e) {
            throw OutputException.of("Cannot look for " + location(name), e);
        }
    }

    /** The text of a file, if it is there. */
    public Optional<String> read(String name) {
        try {
            return Optional.of(String.join("\n", lines(new Path(path, name))));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + location(name), e);
        }
    }

    /** When a file was last written, by the clock of its file system; empty if it is not there. */
    public Optional<Instant> modified(String name) {
        try {
            return Optional.of(Instant.ofEpochMilli(
                    files.getFileStatus(new Path(path, name)).getModificationTime()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw OutputException.of("Cannot look for " + location(name), e);
        }
    }

    /** Replaces a file: whoever reads it sees the old text or the new one, never a part. */
    public void replace(String name, Consumer<PrintWriter> content) {
        requireOwned();
        Path target = new Path(path, name);
        try {
            if (WholeFile.isShownWhenClosed(target)) {
                String text = text(content); // a failure on the way must not show a part
                write(files.create(target, true), writer -> writer.print(text));
            } else {
                writeBeside(target, content);
            }
        } catch (IOException e) {
            throw OutputException.of("Cannot write " + location(name), e);
        }
    }

    private void writeBeside(Path target, Consumer<PrintWriter> content) throws IOException {
        Path fresh = new Path(target.getParent(), "." + target.getName() + ".new");
        boolean whole = false;
        try {
            write(files.create(fresh, true), content);
            moveOver(fresh, target);
            whole = true;
        } finally {
            if (!whole) {
                deleteQuietly(fresh);
            }
        }
    }

    private static String text(Consumer<PrintWriter> content) {
        StringWriter text = new StringWriter();
        try (PrintWriter writer = new PrintWriter(text)) {
            content.accept(writer);
        }
        return text.toString();
    }

    /** Gives a file the name of another one, which it replaces. Hadoop's own rename deletes a local target first. */
    void moveOver(Path fresh, Path target) throws IOException {
        if (isLocal(target)) {
            Files.move(
                    java.nio.file.Path.of(fresh.toUri()),
                    java.nio.file.Path.of(target.toUri()),
                    StandardCopyOption.ATOMIC_MOVE);
        } else {
            FileContext.getFileContext(path.toUri(), configuration).rename(fresh, target, Options.Rename.OVERWRITE);
        }
    }

    /** Writes a file in place: it is never missing meanwhile, but who reads it may see a part. */
    public void rewrite(String name, Consumer<PrintWriter> content) {
        requireOwned();
        try {
            write(files.create(new Path(path, name), true), content);
        } catch (IOException e) {
            throw OutputException.of("Cannot write " + location(name), e);
        }
    }

    /**
     * Writes a new file, all of it or none, and says whether it did: false if there is one of that name already. Of several
     * drivers that write one of the same name at the same time only one does. (Where {@link #isExclusive} says no, each may seem to,
     * and the last one does.)
     */
    public boolean writeNew(String name, Consumer<PrintWriter> writer) {
        requireOwned();
        return isWrittenNew(new Path(path, name), writer);
    }

    /** The same for the file of a lock, by which a driver comes to own the folder. */
    public boolean writeNew(LockFile lock, String text) {
        return isWrittenNew(new Path(path, lock.name()), writer -> writer.print(text + "\n"));
    }

    private boolean isWrittenNew(Path target, Consumer<PrintWriter> writer) {
        try {
            return WholeFile.create(files, target, text(writer));
        } catch (IOException e) {
            throw OutputException.of("Cannot write " + text(target), e);
        }
    }

    /** Whether of several drivers that write a new file of the same name at the same time only one does, as its file system says. */
    public boolean isExclusive() {
        try {
            return WholeFile.isExclusive(files, path);
        } catch (IOException e) {
            throw OutputException.of("Cannot use " + location(), e);
        }
    }

    /** Copies a file, byte by byte. */
    public void copy(String from, String to) {
        requireOwned();
        try {
            if (!FileUtil.copy(files, new Path(path, from), files, new Path(path, to), false, true, configuration)) {
                throw new IOException("not copied");
            }
        } catch (IOException e) {
            throw OutputException.of("Cannot copy " + location(from) + " to " + location(to), e);
        }
    }

    /** Bytes that are free on the disk of a local folder; empty on other file systems, or if nobody knows. */
    public OptionalLong freeLocalBytes() {
        if (!isLocal(path)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(files.getStatus(path).getRemaining());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Takes from what Spark has written below a local folder the permissions that the umask denies. */
    public void applyUmask(String name) {
        if (isLocal(path)) {
            ProcessUmask.restrict(
                    java.nio.file.Path.of(new Path(path, name).toUri().getPath()), configuration);
        }
    }

    /** Names of the files in a folder below, in order of their names. */
    public List<String> list(String folder) {
        Path below = folder.isEmpty() ? path : new Path(path, folder);
        List<String> names = new ArrayList<>();
        try {
            if (files.exists(below)) {
                for (FileStatus file : files.listStatus(below)) {
                    names.add(file.getPath().getName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + below, e);
        }
        names.sort(null);
        return names;
    }

    /**
     * A file somewhere below a folder.
     *
     * @param path its path below the folder, with slashes
     * @param bytes its length
     */
    public record StoredFile(String path, long bytes) {}

    /** The file system of the folder, for what else is written in it. */
    FileSystem fileSystem() {
        return files;
    }

    /** The qualified path of something in the folder. */
    Path path(String below) {
        return new Path(path, below);
    }

    /** All files below a folder, at any depth. */
    public List<StoredFile> files(String folder) {
        Path below = new Path(path, folder);
        String prefix = files.makeQualified(below).toUri().getPath() + "/";
        List<StoredFile> found = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> all = files.listFiles(below, true);
            while (all.hasNext()) {
                LocatedFileStatus file = all.next();
                String location = file.getPath().toUri().getPath();
                found.add(new StoredFile(location.substring(prefix.length()), file.getLen()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + location(folder), e);
        }
        return found;
    }

    /** Whether there is a folder of that name. */
    public boolean isFolder(String name) {
        try {
            return files.getFileStatus(new Path(path, name)).isDirectory();
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw OutputException.of("Cannot look for " + location(name), e);
        }
    }

    /** CRC-32C of a file's content, as {@link SealedJson} writes it. */
    public String checksum(String name) {
        try (CheckedInputStream content = new CheckedInputStream(files.open(new Path(path, name)), new CRC32C())) {
            content.transferTo(OutputStream.nullOutputStream());
            return SealedJson.hex(content.getChecksum().getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + location(name), e);
        }
    }

    public List<String> readLines(String name) {
        try {
            return lines(new Path(path, name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + location(name), e);
        }
    }

    /**
     * Again where the file came meanwhile, or another in its place, which an object store answers with a failure.
     *
     * @throws FileNotFoundException only if it is not there; a local one that may not be read fails otherwise
     */
    private List<String> lines(Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return linesAtOnce(file);
            } catch (FileNotFoundException e) {
                if (!files.exists(file)) {
                    throw e;
                }
                if (attempt == READ_ATTEMPTS) {
                    throw new IOException(e.getMessage(), e);
                }
            } catch (IOException e) {
                if (attempt == READ_ATTEMPTS || !WholeFile.isReplacedMeanwhile(file, e)) {
                    throw e;
                }
            }
        }
    }

    private List<String> linesAtOnce(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Deletes a file, if it is there. */
    public void delete(String name) {
        requireOwned();
        delete(new Path(path, name));
    }

    /** Deletes files, those that are there. */
    public void deleteAll(List<String> names) {
        requireOwned();
        names.forEach(name -> delete(new Path(path, name)));
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public void deleteFolder(String name) {
        requireOwned();
        try {
            files.delete(new Path(path, name), true);
        } catch (IOException e) {
            throw OutputException.of("Cannot delete " + location(name), e);
        }
    }

    private void delete(Path target) {
        try {
            files.delete(target, false);
        } catch (IOException e) {
            throw OutputException.of("Cannot delete " + text(target), e);
        }
    }

    /** Deletes what was written in part, if that can be done; its caller tells why it is no more than a part. */
    private void deleteQuietly(Path target) {
        try {
            files.delete(target, false);
        } catch (IOException ignored) {
            // Only the first failure helps.
        }
    }

    /** Releases the folder, and removes it if it was made here and nothing is left in it. */
    private void release() {
        if (isOwner) {
            guard.ifPresent(Guard::release);
            if (!made.isEmpty()) {
                removeIfEmpty();
            }
        }
    }

    @Override
    public void close() {
        release();
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + path, e);
        }
    }

    /** Closes the stream too, which may be when a file system tells that it could not write. */
    private static void write(FSDataOutputStream stream, Consumer<PrintWriter> content) throws IOException {
        try (TellingStream telling = new TellingStream(stream)) {
            PrintWriter writer = new PrintWriter(telling, false, StandardCharsets.UTF_8);
            content.accept(writer);
            writer.flush();
            telling.throwIfFailed();
        } catch (FSError e) { // how Hadoop tells that a local disk is full
            throw new IOException(OutputException.reason(e), e);
        }
    }

    private static String firstLine(Throwable e) {
        Throwable told = e instanceof FSError && e.getCause() != null ? e.getCause() : e;
        String message = e instanceof AccessControlException ? "permission denied" : told.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
