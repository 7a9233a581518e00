package dev.hone.worker.data;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionInfo;

/** Says why a Hadoop file system cannot be used, and which package to add where its classes are missing. */
public final class FileSystems {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    /** By scheme: the Maven coordinates; {@code VERSION} is that of Hadoop. */
    private static final Map<String, String> PACKAGES = Map.of(
            "s3a", "org.apache.hadoop:hadoop-aws:VERSION",
            "abfs", "org.apache.hadoop:hadoop-azure:VERSION",
            "abfss", "org.apache.hadoop:hadoop-azure:VERSION",
            "wasb", "org.apache.hadoop:hadoop-azure:VERSION",
            "wasbs", "org.apache.hadoop:hadoop-azure:VERSION",
            "oss", "org.apache.hadoop:hadoop-aliyun:VERSION",
            "cosn", "org.apache.hadoop:hadoop-cos:VERSION",
            "gs", "com.google.cloud.bigdataoss:gcs-connector:hadoop3-2.2.26");

    private FileSystems() {}

    /** Opens or asks a file system; Hadoop throws an unchecked exception where a class is missing. */
    @FunctionalInterface
    public interface Access<T> {
        T run() throws IOException;
    }

    /**
     * What the access gives.
     *
     * @param location a path, for the reason of a failure
     * @throws IOException with a reason of one line, as its message, if it fails
     */
    public static <T> T access(String location, Access<T> access) throws IOException {
        try {
            return access.run();
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidInputException wrong) {
                throw wrong;
            }
            throw new IOException(reason(location, e), e);
        }
    }

    /** Why a location cannot be used: one line, with what would help. */
    private static String reason(String location, Exception failure) {
        String message =
                String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
        Matcher scheme = SCHEME.matcher(location);
        String name = scheme.matches() ? scheme.group(1) : "";
        boolean missing = message.contains("ClassNotFoundException") || message.contains("No FileSystem for scheme");
        if (!missing) {
            return message;
        }
        if (name.equals("s3") || name.equals("s3n")) {
            return message + "; write s3a:// instead of " + name + "://";
        }
        String coordinates = PACKAGES.get(name);
        return coordinates == null
                ? message
                : "the classes of the file system " + name + " are missing; add --packages "
                        + coordinates.replace("VERSION", VersionInfo.getVersion());
    }
}
