package dev.hone.worker.data;

import java.util.Optional;
import org.apache.spark.package$;
import org.apache.spark.util.VersionUtils;

/** The versions of Spark that Hone runs on: it uses classes of Spark that are not public and differ between versions. */
public final class SparkVersion {
    private static final int MAJOR = 4;
    private static final int LOWEST_MINOR = 1;
    private static final Optional<String> REFUSAL = refusal(package$.MODULE$.SPARK_VERSION());

    private SparkVersion() {}

    /**
     * Checks the Spark of this JVM.
     *
     * @throws InvalidInputException if it is older than 4.1 or of another major version than 4
     */
    public static void requireSupported() {
        if (REFUSAL.isPresent()) {
            throw new InvalidInputException(REFUSAL.get());
        }
    }

    /** Why a version is not supported, and what helps; nothing if it is. */
    static Optional<String> refusal(String version) {
        if (VersionUtils.majorVersion(version) == MAJOR && VersionUtils.minorVersion(version) >= LOWEST_MINOR) {
            return Optional.empty();
        }
        return Optional.of("Spark: version must be " + MAJOR + "." + LOWEST_MINOR + " or a later " + MAJOR
                + ".x, for Scala 2.13 (value: " + version
                + "); with bin/hone set SPARK_HOME to such a Spark, or unset it to use the Spark that Maven makes");
    }
}
