package dev.hone.driver.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/** Copies folders byte by byte from one output folder into another, which may be on another file system. */
public final class FolderCopy {
    private FolderCopy() {}

    /**
     * Copies all files of a folder, at any depth, but for hidden ones.
     *
     * @param from where the folder is
     * @param name of the folder
     * @param to where the copy is to be
     * @param copy name of the copy, which must not be there yet
     * @throws UncheckedIOException if a file cannot be read or written; a part of the copy may be there then
     */
    public static void copy(OutputFolder from, String name, OutputFolder to, String copy) {
        for (OutputFolder.StoredFile file : from.files(name)) {
            if (!isHidden(file.path())) {
                copyFile(from, name + "/" + file.path(), to, copy + "/" + file.path());
            }
        }
    }

    private static boolean isHidden(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith(".");
    }

    private static void copyFile(OutputFolder from, String source, OutputFolder to, String target) {
        Path path = to.path(target);
        try {
            to.fileSystem().mkdirs(path.getParent());
            try (InputStream input = from.fileSystem().open(from.path(source));
                    OutputStream output = to.fileSystem().create(path, false)) {
                input.transferTo(output);
            }
        } catch (IOException | FSError e) { // FSError is how Hadoop tells that a local disk is full
            IOException cause = e instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
            throw new UncheckedIOException("Cannot write " + to.location(target), cause);
        }
    }
}
