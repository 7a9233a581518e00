package dev.hone.driver.table.source;

import dev.hone.worker.data.NearMiss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
    private static final Pattern CLASS_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*([.][\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final String VARIABLE = "${";

    private ReaderOptions() {}

    /**
     * Checks an option of a study file. Names with a dot are Hadoop's, such as {@code fs.s3a.endpoint}, and are not looked up;
     * but no option may name a class, of which Spark or Hadoop would make an object.
     *
     * @param format of {@link TableLocation#FORMATS}
     * @param name of the option, in upper or lower case
     * @return the value
     * @throws IllegalArgumentException if the reader of the format has no such option, or no such {@code mode}, or if
     *     the value names a class on the class path
     */
    public static String checked(String format, String name, String value) {
        List<String> known = names(format);
        if (!name.contains(".") && known.stream().noneMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("is no option of Spark's reader of " + format + " (options: "
                    + String.join(", ", known) + ")" + NearMiss.hint(name, known));
        }
        requireNoClass(name, value);
        if (name.equalsIgnoreCase("mode") && !MODES.contains(value.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", MODES) + " (value: " + value + ")"
                    + NearMiss.hint(value, MODES));
        }
        return value;
    }

    private static void requireNoClass(String name, String value) {
        if (Arrays.stream(value.split(",")).map(String::strip).anyMatch(ReaderOptions::isClass)) {
            throw new IllegalArgumentException(
                    "must not name a class, as a study file makes none but stages and learners" + " (value: " + value
                            + ")" + commandLine(name, value));
        }
        if (name.contains(".") && value.contains(VARIABLE)) {
            throw new IllegalArgumentException(
                    "must not have variables of Hadoop in it, which may name a class (value: " + value + ")"
                            + commandLine(name, value));
        }
    }

    /** Where a setting of Hadoop can be given by who runs the study. */
    private static String commandLine(String name, String value) {
        return name.contains(".") ? "; if you mean it, pass --conf spark.hadoop." + name + "=" + value : "";
    }

    private static boolean isClass(String text) {
        if (!CLASS_NAME.matcher(text).matches()) {
            return false;
        }
        try {
            Class.forName(text, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
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
