package dev.hone.driver.definition;

import dev.hone.worker.data.FileSystems;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.shipped.ShippedFiles;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The text of a study file and the place that paths in it are relative to.
 *
 * @param name the file as the user has named it
 * @param text its content
 * @param folder the folder that it lies in, with a scheme; {@code spark-files:/} for a file of {@code --files}
 */
public record StudyFile(String name, String text, String folder) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    /**
     * Reads a file of this machine, or of any Hadoop file system if the location has a scheme.
     *
     * @param location a path or a URI
     * @param hadoop the configuration of Hadoop file systems, asked for only where one is needed
     * @throws InvalidInputException if it cannot be read
     */
    public static StudyFile at(String location, Supplier<Configuration> hadoop) {
        try {
            return read(location, hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(location + ": " + reason(e), e);
        }
    }

    /**
     * Reads a file of {@code --files}. Relative paths in it are those of files that were shipped with it, by the last part of each.
     *
     * @param location {@code spark-files:/NAME}
     * @param copy where this process has the file
     * @param hadoop the configuration of Hadoop file systems, asked for only where one is needed
     * @throws InvalidInputException if it cannot be read
     */
    public static StudyFile shipped(String location, Path copy, Supplier<Configuration> hadoop) {
        try {
            return new StudyFile(location, read(copy.toString(), hadoop).text(), ShippedFiles.FOLDER);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    location + ": " + reason(e) + "; --files must name a file that this machine can read (path: " + copy
                            + ")",
                    e);
        }
    }

    private static StudyFile read(String location, Supplier<Configuration> hadoop) throws IOException {
        return SCHEME.matcher(location).matches() ? remote(location, hadoop) : local(location);
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "no such file";
        }
        if (e instanceof CharacterCodingException) {
            return "not YAML (no text in UTF-8)";
        }
        return "cannot be read (" + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage()) + ")";
    }

    private static StudyFile local(String location) throws IOException {
        File file = new File(location).getAbsoluteFile();
        String text = decoded(Files.readAllBytes(file.toPath()));
        File folder = file.toPath().normalize().toFile().getParentFile();
        return new StudyFile(location, text, "file://" + Objects.requireNonNull(folder));
    }

    private static StudyFile remote(String location, Supplier<Configuration> hadoop) throws IOException {
        Path path = new Path(location);
        FileSystem files = FileSystems.access(location, () -> path.getFileSystem(hadoop.get()));
        try (InputStream stream = files.open(path)) {
            return new StudyFile(
                    location, decoded(stream.readAllBytes()), path.getParent().toString());
        }
    }

    private static String decoded(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }

    /** A path of the file as Spark takes it: as it is if it is absolute or has a scheme, else below the file's folder. */
    String resolve(String path) {
        if (path.startsWith("/") || SCHEME.matcher(path).matches()) {
            return path;
        }
        return folder.equals(ShippedFiles.FOLDER) ? ShippedFiles.location(path) : new Path(folder, path).toString();
    }
}
