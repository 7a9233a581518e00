package dev.hone.driver.table.source;

import dev.hone.worker.data.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.DataSourceOptions;
import org.apache.spark.sql.catalyst.csv.CSVOptions$;
import org.apache.spark.sql.catalyst.json.JSONOptions$;
import org.apache.spark.sql.execution.datasources.FileIndexOptions$;
import org.apache.spark.sql.execution.datasources.orc.OrcOptions$;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions$;
import scala.jdk.javaapi.CollectionConverters;

/** The options that Spark's readers know; it passes over all others without a word. */
public final class ReaderOptions {
    private static final List<String> MODES = List.of("PERMISSIVE", "DROPMALFORMED", "FAILFAST");
    private static final List<String> OF_LIBSVM = List.of("numFeatures", "vectorType", "lineSep");

    private ReaderOptions() {}

    /**
     * Checks an option of a study file. Names with a dot are Hadoop's, such as {@code fs.s3a.endpoint}, and are not looked up.
     *
     * @param format of {@link TableLocation#FORMATS}
     * @param name of the option, in upper or lower case
     * @return the value
     * @throws IllegalArgumentException if the reader of the format has no such option, or no such {@code mode}
     */
    public static String checked(String format, String name, String value) {
        List<String> known = names(format);
        if (!name.contains(".") && known.stream().noneMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("is no option of Spark's reader of " + format + " (options: "
                    + String.join(", ", known) + ")" + NearMiss.hint(name, known));
        }
        if (name.equalsIgnoreCase("mode") && !MODES.contains(value.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", MODES) + " (value: " + value + ")"
                    + NearMiss.hint(value, MODES));
        }
        return value;
    }

    private static List<String> names(String format) {
        Set<String> names = new TreeSet<>(
                switch (format) {
                    case "csv" -> all(CSVOptions$.MODULE$);
                    case "json" -> all(JSONOptions$.MODULE$);
                    case "parquet" -> all(ParquetOptions$.MODULE$);
                    case "orc" -> all(OrcOptions$.MODULE$);
                    default -> OF_LIBSVM;
                });
        names.addAll(all(FileIndexOptions$.MODULE$));
        names.add("ignoreCorruptFiles");
        return new ArrayList<>(names);
    }

    private static List<String> all(DataSourceOptions options) {
        return List.copyOf(CollectionConverters.asJava(options.getAllOptions()));
    }
}
