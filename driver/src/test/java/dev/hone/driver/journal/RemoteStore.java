package dev.hone.driver.journal;

import dev.hone.driver.output.OutputFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file system of the tests that is no local disk. */
public interface RemoteStore extends AutoCloseable {
    /** @param path from the root of the store */
    OutputFolder folder(String path);

    /** Settings of Hadoop with which it is found. */
    Map<String, String> settings();

    /** What the location of a path begins with. */
    String root();

    /** For what others than Hone do to its files. */
    FileSystem files();

    @Override
    void close();

    /** Writes a file, whatever was there. */
    default void put(Path file, byte[] content) {
        try (FSDataOutputStream stream = files().create(file, true)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    default void delete(Path file) {
        try {
            files().delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a folder; nothing if it is not there. */
    default FileStatus[] list(Path folder) {
        try {
            FileStatus[] found = files().listStatus(folder);
            Arrays.sort(found);
            return found;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder by their names. */
    default Map<String, byte[]> contents(Path folder) {
        Map<String, byte[]> contents = new TreeMap<>();
        for (FileStatus file : list(folder)) {
            contents.put(file.getPath().getName(), content(file.getPath()));
        }
        return contents;
    }

    default byte[] content(Path file) {
        try (FSDataInputStream stream = files().open(file)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
