package dev.hone.driver.cli;

import dev.hone.driver.report.StudyResult.Versions;
import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** Versions of Hone and of the Spark that it runs on. */
final class HoneVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hone " + Versions.ofHone(), "spark " + package$.MODULE$.SPARK_VERSION()};
    }
}
