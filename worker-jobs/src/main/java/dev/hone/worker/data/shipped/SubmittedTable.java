package dev.hone.worker.data.shipped;

import dev.hone.worker.data.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;

/**
 * Tells whether a driver on another machine has the file that the user has submitted: the driver of a standalone cluster takes a
 * local path of {@code --files} for its own. Thread-safe.
 */
public final class SubmittedTable {
    /** Spark's setting for the SHA-256 of the study's table. */
    public static final String SETTING = "spark.hone.table.sha256";

    private final Set<Path> checked = ConcurrentHashMap.newKeySet();

    SubmittedTable() {}

    /**
     * The SHA-256 of a file of this machine, in hexadecimal digits; empty for a file elsewhere, which is the same for all machines.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<String> digest(Path source) throws IOException {
        String scheme = source.toUri().getScheme();
        return scheme == null || scheme.equals("file")
                ? Optional.of(digest(new File(source.toUri().getPath())))
                : Optional.empty();
    }

    /**
     * A driver's copy of the table.
     *
     * @param name the table's name in {@code --files}
     * @throws InvalidInputException if it is another file than the one that was submitted
     */
    Path checked(String name, Path copy, SparkConf configuration) {
        if (configuration.contains(SETTING) && !checked.contains(copy)) {
            require(name, copy, configuration.get(SETTING));
            checked.add(copy);
        }
        return copy;
    }

    private static void require(String name, Path copy, String submitted) {
        try {
            if (digest(copy).filter(submitted::equals).isEmpty()) {
                throw new InvalidInputException("File '" + ShippedFiles.FOLDER + name
                        + "': must be the file that was submitted, but the driver's machine has another one at its path; name it"
                        + " in --files by a path that all machines share");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(File file) throws IOException {
        try (InputStream stream = Files.newInputStream(file.toPath())) {
            return DigestUtils.sha256Hex(stream);
        }
    }
}
