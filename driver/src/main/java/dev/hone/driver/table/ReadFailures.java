package dev.hone.driver.table;

import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** Tells files that are at fault from everything else that may stop Spark. */
final class ReadFailures {
    private static final int LONGEST_REASON = 300;
    private static final String CORRUPT = "; the file is corrupt, incomplete or of another format";

    /** The header of a csv differs from that of the first file. */
    private static final String OTHER_HEADER = "_LEGACY_ERROR_TEMP_3241";

    private static final List<String> CONDITIONS = List.of(
            "FAILED_READ_FILE",
            "CANNOT_READ_FILE_FOOTER",
            "MALFORMED_RECORD_IN_PARSING",
            "MALFORMED_CSV_RECORD",
            "UNABLE_TO_INFER_SCHEMA",
            OTHER_HEADER);

    /** What parses files, and throws whatever a damaged one makes it run into. */
    private static final List<String> PARSERS = List.of(
            "org.apache.orc.",
            "org.apache.parquet.",
            "com.univocity.parsers.",
            "com.fasterxml.jackson.",
            "java.util.zip.",
            "org.apache.hadoop.io.compress.",
            "org.apache.spark.sql.execution.datasources.orc.",
            "org.apache.spark.sql.execution.datasources.parquet.");

    /** What reads the options of a format. */
    private static final List<String> OPTIONS = List.of(
            "org.apache.spark.sql.catalyst.csv.CSVOptions",
            "org.apache.spark.sql.catalyst.csv.CSVExprUtils",
            "org.apache.spark.sql.catalyst.json.JSONOptions",
            "org.apache.spark.sql.execution.datasources.orc.OrcOptions",
            "org.apache.spark.sql.execution.datasources.parquet.ParquetOptions");

    private static final String CSV_PARSER = "com.univocity.parsers.";
    private static final Pattern BEYOND = Pattern.compile("Index \\d+ out of bounds for length (\\d+)");

    private ReadFailures() {}

    /** What to throw instead of a failure of Spark. */
    static RuntimeException explained(String table, Exception failure) {
        if (failure instanceof InvalidInputException wrong) {
            return wrong;
        }
        if (causes(failure).anyMatch(each -> OPTIONS.stream().anyMatch(options -> isThrownBy(each, options)))) {
            return new InvalidInputException(
                    "Data '" + table + "': the options must be ones that Spark's reader takes (" + innermost(failure)
                            + ")",
                    failure);
        }
        Optional<String> tooWide = tooManyColumns(failure);
        if (tooWide.isPresent()) {
            return new InvalidInputException("Data '" + table + "': " + tooWide.get(), failure);
        }
        if (blamesTheFiles(failure)) {
            return new InvalidInputException(
                    "Data '" + table + "'" + file(table, failure) + ": must be readable (" + innermost(failure) + ")"
                            + advice(failure),
                    failure);
        }
        return failure instanceof RuntimeException other
                ? other
                : new IllegalStateException("Data '" + table + "' could not be read", failure);
    }

    /** Spark's parser of csv has arrays of as many columns as its option {@code maxColumns} says. */
    private static Optional<String> tooManyColumns(Exception failure) {
        return causes(failure)
                .filter(ArrayIndexOutOfBoundsException.class::isInstance)
                .filter(each -> isThrownBy(each, CSV_PARSER))
                .map(each -> BEYOND.matcher(String.valueOf(each.getMessage())))
                .filter(Matcher::matches)
                .map(beyond -> "must have at most " + beyond.group(1)
                        + " columns; if it has more, raise data.options.maxColumns, else look at the separator, data.options.sep"
                        + " (maxColumns: " + beyond.group(1) + ")")
                .findFirst();
    }

    private static boolean blamesTheFiles(Exception failure) {
        return causes(failure)
                .anyMatch(each -> isThrownByLibsvm(each)
                        || each instanceof AnalysisException
                        || PARSERS.stream().anyMatch(parser -> isThrownBy(each, parser))
                        || each instanceof SparkThrowable spark && isListed(spark.getCondition()));
    }

    private static boolean isThrownBy(Throwable failure, String parser) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(parser));
    }

    /** Spark throws whatever the parsing of a line ran into, without a condition of its own. */
    private static boolean isThrownByLibsvm(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().contains("parseLibSVMRecord"));
    }

    private static boolean isListed(@Nullable String condition) {
        return condition != null && CONDITIONS.stream().anyMatch(condition::startsWith);
    }

    /** The file at fault, where Spark names it and it is not the table itself. */
    private static String file(String table, Exception failure) {
        return causes(failure)
                .filter(SparkThrowable.class::isInstance)
                .map(each -> ((SparkThrowable) each).getMessageParameters().get("path"))
                .filter(path -> path != null && path.contains("/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> !table.endsWith("/" + name))
                .map(name -> ", file '" + name + "'")
                .findFirst()
                .orElse("");
    }

    private static String advice(Exception failure) {
        if (causes(failure).anyMatch(ReadFailures::isThrownByLibsvm)) {
            return innermost(failure).contains("#")
                    ? "; a comment must have a line of its own that begins with '#'"
                    : "; a line must be: label index:value index:value ..., indices ascending from 1";
        }
        if (causes(failure)
                .anyMatch(each -> each instanceof SparkThrowable spark && OTHER_HEADER.equals(spark.getCondition()))) {
            return "; all files must have the columns of the first one, in its order";
        }
        return causes(failure).anyMatch(each -> PARSERS.stream().anyMatch(parser -> isThrownBy(each, parser)))
                ? CORRUPT
                : "";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause);
    }

    private static String innermost(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            message = each.getMessage() == null ? message : each.getMessage();
        }
        String line = message.strip().replaceAll("\\s*\\R[\\s|]*", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }
}
