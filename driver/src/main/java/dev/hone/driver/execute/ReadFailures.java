package dev.hone.driver.execute;

import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** Tells files that are at fault from everything else that may stop Spark. */
final class ReadFailures {
    private static final List<String> CONDITIONS = List.of(
            "FAILED_READ_FILE",
            "CANNOT_READ_FILE_FOOTER",
            "MALFORMED_RECORD_IN_PARSING",
            "MALFORMED_CSV_RECORD",
            "UNABLE_TO_INFER_SCHEMA",
            // The header of a csv differs from that of the first file.
            "_LEGACY_ERROR_TEMP_3241");

    private ReadFailures() {}

    /** What to throw instead of a failure of Spark. */
    static RuntimeException explained(String table, Exception failure) {
        if (failure instanceof InvalidInputException wrong) {
            return wrong;
        }
        if (blamesTheFiles(failure)) {
            return new InvalidInputException(
                    "Data '" + table + "': must be readable (" + innermost(failure) + ")", failure);
        }
        return failure instanceof RuntimeException other
                ? other
                : new IllegalStateException("Data '" + table + "' could not be read", failure);
    }

    private static boolean blamesTheFiles(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (isThrownByLibsvm(each)
                    || each instanceof AnalysisException
                    || each instanceof SparkThrowable spark && isListed(spark.getCondition())) {
                return true;
            }
        }
        return false;
    }

    /** Spark throws whatever the parsing of a line ran into, without a condition of its own. */
    private static boolean isThrownByLibsvm(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().contains("parseLibSVMRecord"));
    }

    private static boolean isListed(@Nullable String condition) {
        return condition != null && CONDITIONS.stream().anyMatch(condition::startsWith);
    }

    private static String innermost(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            message = each.getMessage() == null ? message : each.getMessage();
        }
        return message.strip().replaceAll("\\s*\\R[\\s|]*", " ");
    }
}
