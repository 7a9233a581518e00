package dev.hone.driver.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.security.AccessControlException;

/**
 * An output folder cannot be used any more: its disk is full, it was deleted, or it may not be written to. The message is one line
 * that says what failed, where and why, and what would help.
 */
public final class OutputException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /** How the JDK tells the reason of a {@code FileNotFoundException}: after the path. */
    private static final Pattern REASON_AFTER_PATH = Pattern.compile("/.* \\(([^()]+)\\)");

    private static final String FREE_SPACE = "free some space there";
    private static final String MAKE_WRITABLE = "make it writable";

    /** What would help, by what a reason contains in lower case. */
    private static final Map<String, String> HELP = Map.of(
            "no space left", FREE_SPACE,
            "quota", FREE_SPACE,
            "permission denied", MAKE_WRITABLE,
            "read-only file system", MAKE_WRITABLE,
            "operation not permitted", MAKE_WRITABLE);

    private final String fault;
    private final String help;
    private final IOException failure;

    private OutputException(String fault, String help, IOException cause) {
        super(fault + "; " + help, cause);
        this.fault = fault;
        this.help = help;
        failure = cause;
    }

    /**
     * Something failed.
     *
     * @param action what and where, such as {@code Cannot write /out/result.json}
     */
    public static OutputException of(String action, IOException cause) {
        String help = help(cause).orElse("see that it can be used");
        return new OutputException(
                action + ": " + reason(cause), help + " and run the same again, which continues", cause);
    }

    /** Whether the disk is full or may not be written to: the place is right, and its state is not. */
    static boolean isOfDisk(IOException cause) {
        return help(cause).isPresent();
    }

    private static Optional<String> help(IOException cause) {
        String reason = reason(cause).toLowerCase(Locale.ROOT);
        return HELP.entrySet().stream()
                .filter(entry -> reason.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The folder of a run is gone, and what is known of the run was written to it again. */
    public static OutputException deleted(String location) {
        String fault = location + " was deleted while the run wrote to it";
        return new OutputException(
                fault,
                "the trials that had ended were written to it again: run the same again, which continues",
                new IOException(fault));
    }

    /** The same failure, with what it costs. */
    public OutputException costing(String loss) {
        return new OutputException(fault, help + " (" + loss + ")", failure);
    }

    /** What failed, where and why, without what would help. */
    public String fault() {
        return fault;
    }

    /** The first line of what a file system tells, without paths, which the action has. */
    public static String reason(Throwable thrown) {
        Throwable told = thrown instanceof FSError && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (told instanceof AccessControlException || told instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (told instanceof NoSuchFileException) {
            return "No such file or folder";
        }
        String message = told instanceof FileSystemException failed ? failed.getReason() : told.getMessage();
        String line = Objects.requireNonNullElse(message, "")
                .lines()
                .findFirst()
                .orElse(told.getClass().getSimpleName());
        if (line.startsWith("Mkdirs failed")) { // Hadoop knows no reason
            return "its folder cannot be made";
        }
        Matcher afterPath = REASON_AFTER_PATH.matcher(line);
        return afterPath.matches() ? afterPath.group(1) : line;
    }
}
