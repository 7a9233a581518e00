package dev.hone.driver.table.source;

import dev.hone.worker.data.FileSystems;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Tells of files that are not there before Spark does so in many lines. */
public final class TableFiles {
    private TableFiles() {}

    /**
     * The files that a path leads to: at least one, and one with content.
     *
     * @throws InvalidInputException if there are none
     */
    public static List<FileStatus> withContent(String path, Configuration configuration) {
        List<FileStatus> files;
        try {
            files = files(path, configuration);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "Data '" + path + "': must be readable (" + firstLine(String.valueOf(e.getMessage())) + ")", e);
        }
        if (files.isEmpty()) {
            throw new InvalidInputException("Data '" + path + "': must hold at least one file (it is an empty folder)");
        }
        if (files.stream().allMatch(file -> file.getLen() == 0)) {
            throw new InvalidInputException("Data '" + path + "': must not be empty (size: 0 bytes)");
        }
        return files;
    }

    private static List<FileStatus> files(String path, Configuration configuration) throws IOException {
        Path pattern = new Path(path);
        FileSystem system = FileSystems.access(path, () -> pattern.getFileSystem(configuration));
        FileStatus @Nullable [] found = system.globStatus(pattern);
        if (found == null || found.length == 0) {
            throw new InvalidInputException("Data '" + path + "': no such file or folder");
        }
        List<FileStatus> files = new ArrayList<>();
        for (FileStatus each : found) {
            gather(system, each, files);
        }
        return files;
    }

    private static void gather(FileSystem system, FileStatus status, List<FileStatus> files) throws IOException {
        if (!status.isDirectory()) {
            files.add(status);
            return;
        }
        for (FileStatus child : system.listStatus(status.getPath())) {
            if (isVisible(child.getPath().getName())) {
                gather(system, child, files);
            }
        }
    }

    /** Spark passes over the same names, but for folders such as {@code _year=2025}. */
    private static boolean isVisible(String name) {
        return !name.startsWith(".") && (!name.startsWith("_") || name.contains("="));
    }

    static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("");
    }
}
