package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.data.shipped.ShippedFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where a table is and how it is read.
 *
 * @param path a file, folder or glob on any Hadoop file system, or a file of {@code --files} as {@code spark-files:/NAME}; the table's name for the format {@code table}
 * @param format csv, libsvm, parquet, orc, json or table
 * @param options options of Spark's reader of that format; a csv has {@code header} and {@code inferSchema} on by
 *     default, and a row with too few or too many fields is refused unless {@code mode} is set to DROPMALFORMED; none for
 *     the format {@code table}
 * @param parsing how text becomes typed columns; none of it for the format {@code table}
 */
public record TableLocation(String path, String format, Map<String, String> options, ParsingRules parsing) {
    private static final String TABLE = "table";

    /** The formats, as a study file names them. */
    public static final List<String> FORMATS = List.of("csv", "libsvm", "parquet", "orc", "json", TABLE);

    /**
     * @throws InvalidInputException if the path is blank, the format unknown, or one that takes no options or not these
     *     parsing rules
     */
    public TableLocation {
        options = Map.copyOf(options);
        if (path.isBlank()) {
            throw new InvalidInputException("Data: the path must not be blank (path: '" + path + "')");
        }
        if (!FORMATS.contains(format)) {
            throw new InvalidInputException("Data: the format must be one of " + String.join(", ", FORMATS)
                    + " (format: '" + format + "')" + NearMiss.hint(format, FORMATS));
        }
        if (!format.equals(TABLE) && ShippedFiles.isOne(path)) {
            ShippedFiles.name(path);
        }
        if (format.equals(TABLE) && !options.isEmpty()) {
            throw new InvalidInputException("The format table must have no options, which are of a file's reader"
                    + " (options: " + String.join(", ", new TreeSet<>(options.keySet())) + ")");
        }
        parsing.requireFor(format);
    }

    /**
     * A table that is read by the defaults of its format.
     *
     * @throws InvalidInputException if the path is blank or the format unknown
     */
    public static TableLocation of(String path, String format) {
        return new TableLocation(path, format, Map.of(), ParsingRules.STANDARD);
    }

    /**
     * Rows that Spark has already.
     *
     * @param name what a message calls them, not blank
     */
    public static TableLocation ofRows(String name) {
        return of(name, TABLE);
    }

    /** Whether the table is one of Spark's catalog rather than files. */
    public boolean isTable() {
        return format.equals(TABLE);
    }
}
