package dev.hone.driver.table.csv;

import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Refuses a first line that cannot be a header: one of prose, or a file without line ends. Spark takes seconds or minutes over
 * names of megabytes.
 */
public final class HeaderNames {
    private static final int LONGEST_NAME = 10_000;
    private static final int SHOWN = 40;

    private HeaderNames() {}

    /**
     * Looks at the first characters of a file before Spark reads it, compressed or not. A file that cannot be read is left to
     * Spark.
     *
     * @param options of Spark's reader, their names in any case
     * @throws InvalidInputException if the first name is longer than {@value #LONGEST_NAME} characters
     */
    public static void check(
            TableSource source, FileStatus file, Map<String, String> options, Configuration configuration) {
        CSVOptions parsed = new CSVOptions(
                scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
                false,
                "UTC",
                CsvText.MALFORMED);
        if (!parsed.headerFlag()) {
            return;
        }
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(CsvFiles.open(file.getPath(), configuration), parsed.charset()))) {
            String text = first(reader);
            if (text.length() > LONGEST_NAME && isOneName(text, parsed)) {
                throw refusal(source, text);
            }
        } catch (IOException e) {
            // Spark cannot read the file either, and tells why.
        }
    }

    /** The first characters of a file, one more than the longest name has if there are so many. */
    private static String first(BufferedReader reader) throws IOException {
        char[] first = new char[LONGEST_NAME + 1];
        int length = 0;
        for (int read = 0; read >= 0 && length < first.length; length += Math.max(0, read)) {
            read = reader.read(first, length, first.length - length);
        }
        return new String(first, 0, length);
    }

    private static boolean isOneName(String text, CSVOptions options) {
        boolean isComment = options.isCommentSet() && text.charAt(0) == options.comment();
        String lineEnd =
                options.lineSeparator().isDefined() ? options.lineSeparator().get() : "\n";
        return !isComment
                && Stream.of(lineEnd, "\n", "\r", options.delimiter(), String.valueOf(options.quote()))
                        .noneMatch(text::contains);
    }

    /**
     * Looks at the names that Spark has read.
     *
     * @throws InvalidInputException if one is longer than {@value #LONGEST_NAME} characters
     */
    static void check(TableSource source, String[] names) {
        for (String name : names) {
            if (name.length() > LONGEST_NAME) {
                throw refusal(source, name);
            }
        }
    }

    private static InvalidInputException refusal(TableSource source, String name) {
        return new InvalidInputException("Data '" + source.path()
                + "': the first line must be a header of column names; where comments come before, say how they begin:"
                + " data.options.comment: '#' (a name of more than " + LONGEST_NAME + " characters: '"
                + name.substring(0, SHOWN) + "...')");
    }
}
