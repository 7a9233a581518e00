package dev.hone.driver.cli;

import dev.hone.driver.report.StudyResult.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.spark.package$;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Versions of Hone and of the Spark that it runs on. */
final class HoneVersion implements IVersionProvider {
    private static final String SPARK_BUILD = "/spark-version-info.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"hone " + Versions.ofHone(), "spark " + ofSpark()};
    }

    /** From the file that Spark itself has it from, as Scala's classes take longer to load than all else takes to print. */
    private static String ofSpark() throws IOException {
        Properties build = new Properties();
        try (@Nullable InputStream file = HoneVersion.class.getResourceAsStream(SPARK_BUILD)) {
            if (file != null) {
                build.load(file);
            }
        }
        String version = build.getProperty("version");
        return version == null ? package$.MODULE$.SPARK_VERSION() : version;
    }
}
