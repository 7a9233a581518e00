package dev.hone.driver.cli;

import java.util.Optional;
import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** Versions of Hone and of the Spark that it runs on. */
final class HoneVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hone " + hone(), "spark " + package$.MODULE$.SPARK_VERSION()};
    }

    /** The version of Hone's jar. */
    static String hone() {
        return Optional.ofNullable(HoneVersion.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
