package dev.hone.driver.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Small text files that appear whole or not at all, on any Hadoop file system.
 *
 * <p>{@link #create} is a compare-and-set: of several writers of one name exactly one succeeds. How that is had:
 *
 * <ul>
 *   <li>HDFS and other file systems whose rename is atomic: a hidden file beside it is written and then renamed without overwriting,
 *       which fails if the name is taken.
 *   <li>A local disk: Hadoop's own rename looks first and renames then, so the hidden file gets the name as a hard link, which
 *       the operating system refuses if the name is taken; where there are no hard links, as on FAT, the name is looked for first.
 *   <li>S3A has no atomic rename, but shows an object only when its stream is closed. From Hadoop 3.4.2 on, it can close on the
 *       condition that there is no such object ({@code If-None-Match}). Object stores that cannot show the file whole, too, but of
 *       two writers within the same moment the last one wins.
 * </ul>
 *
 * <p>A store may fail to answer though it has created the file. After such a failure the file is read, and counts as created if
 * it holds the text, so each writer's text should be its own. Where the store says that there was a file already, it was not created.
 */
public final class WholeFile {
    /** An option and a capability of object stores since Hadoop 3.4.2; {@code Options.CreateFileOptionKeys} names it. */
    private static final String CREATE_IF_NONE = "fs.option.create.conditional.overwrite";

    /** Stores whose rename is a copy, and that show a file when its stream is closed. */
    private static final Set<String> SHOWN_WHEN_CLOSED = Set.of("s3a", "gs", "oss", "cosn", "obs");

    /** Of HTTP. */
    private static final int PRECONDITION_FAILED = 412;

    private static final String LOCAL = "file";
    private static final String TEMPORARY = ".new";

    private WholeFile() {}

    /**
     * Creates a file, and says whether it did: false if there is one of that name already.
     *
     * @param target in a folder that is made if it is not there
     * @param text one that no other writer writes
     * @throws IOException if it could not be created, and is not there
     */
    static boolean create(FileSystem files, Path target, String text) throws IOException {
        try {
            files.mkdirs(target.getParent());
            return isShownWhenClosed(files, target) ? put(files, target, text) : moveIn(files, target, text);
        } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
            return false;
        } catch (IOException | FSError e) { // FSError is how Hadoop tells that a local disk is full
            if (files.exists(target)) {
                return holds(files, target, text);
            }
            throw asIOException(e);
        }
    }

    /**
     * Replaces a file: whoever reads it sees the old text or the new one, never a part, also where several writers do so at once; on
     * file systems without an atomic rename over a file, for a moment none.
     *
     * @throws UncheckedIOException if it cannot be written; the old text is there then
     */
    public static void replace(OutputFolder folder, String name, String text) {
        Path target = folder.path(name);
        try {
            if (isShownWhenClosed(target)) {
                write(folder.fileSystem().create(target, true), text);
            } else {
                moveOver(folder, target, text);
            }
        } catch (IOException | FSError e) {
            throw new UncheckedIOException("Cannot write " + folder.location(name), asIOException(e));
        }
    }

    private static void moveOver(OutputFolder folder, Path target, String text) throws IOException {
        Path fresh = fresh(target);
        boolean moved = false;
        try {
            write(folder.fileSystem().create(fresh, true), text);
            folder.moveOver(fresh, target);
            moved = true;
        } finally {
            if (!moved) {
                deleteQuietly(folder.fileSystem(), fresh);
            }
        }
    }

    /** Whether a name is that of a hidden file that {@link #create} may leave where its process is killed. */
    public static boolean isTemporary(String name) {
        return name.startsWith(".") && name.endsWith(TEMPORARY);
    }

    /**
     * Whether {@link #create} is a compare-and-set on the file system of a path, by what that says of itself: an object store behind
     * S3A may take the condition, and not keep it.
     */
    static boolean isExclusive(FileSystem files, Path path) throws IOException {
        return !isShownWhenClosed(path) || files.hasPathCapability(path, CREATE_IF_NONE);
    }

    /** Whether a file is there, whole, when its stream is closed, and a rename is a copy. */
    static boolean isShownWhenClosed(Path qualified) {
        return SHOWN_WHEN_CLOSED.contains(qualified.toUri().getScheme());
    }

    /**
     * Whether a read failed as the object was replaced after it was opened: S3A reads on the condition that it is the one that it has
     * opened, and says so by a class of its own or by what the store has answered.
     */
    static boolean isReplacedMeanwhile(Path qualified, IOException failure) {
        return isShownWhenClosed(qualified)
                && Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                        .map(Throwable::toString)
                        .anyMatch(text -> text.contains("RemoteFileChangedException")
                                || text.contains("Status Code: " + PRECONDITION_FAILED));
    }

    private static boolean isShownWhenClosed(FileSystem files, Path target) throws IOException {
        return isShownWhenClosed(target) || files.hasPathCapability(target, CREATE_IF_NONE);
    }

    private static boolean put(FileSystem files, Path target, String text) throws IOException {
        if (files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        write(exclusive(files, target), text);
        return true;
    }

    private static void write(FSDataOutputStream stream, String text) throws IOException {
        try (stream) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Of this writer alone. */
    private static Path fresh(Path target) {
        return new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + TEMPORARY);
    }

    private static FSDataOutputStream exclusive(FileSystem files, Path target) throws IOException {
        if (!files.hasPathCapability(target, CREATE_IF_NONE)) {
            return files.create(target, false);
        }
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(target);
        return (FSDataOutputStream)
                builder.create().must(CREATE_IF_NONE, Boolean.TRUE.toString()).build();
    }

    private static boolean moveIn(FileSystem files, Path target, String text) throws IOException {
        Path fresh = fresh(target);
        try {
            write(files.create(fresh, true), text);
            if (target.toUri().getScheme().equals(LOCAL)) {
                link(java.nio.file.Path.of(fresh.toUri()), java.nio.file.Path.of(target.toUri()));
            } else {
                FileContext.getFileContext(target.toUri(), files.getConf()).rename(fresh, target, Options.Rename.NONE);
            }
            return true;
        } finally {
            deleteQuietly(files, fresh);
        }
    }

    private static void link(java.nio.file.Path fresh, java.nio.file.Path target) throws IOException {
        try {
            Files.createLink(target, fresh);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean holds(FileSystem files, Path target, String text) throws IOException {
        try (FSDataInputStream stream = files.open(target)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).equals(text);
        }
    }

    private static IOException asIOException(Throwable thrown) {
        if (thrown instanceof IOException failure) {
            return failure;
        }
        return thrown.getCause() instanceof IOException cause ? cause : new IOException(thrown.getMessage(), thrown);
    }

    /** What is left costs a few bytes, and its writer tells what went wrong. */
    private static void deleteQuietly(FileSystem files, Path fresh) {
        try {
            files.delete(fresh, false);
        } catch (IOException | RuntimeException ignored) {
            // Only the first failure helps.
        }
    }
}
