package dev.hone.driver.cli;

import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * The options by which a JVM opens its modules to Spark. Spark's launcher gives them to every process but the driver of a
 * standalone cluster's {@code --deploy-mode cluster}, where Kryo then fails on {@code java.nio.HeapByteBuffer}.
 */
final class ModuleOptions {
    private static final Pattern OPENED = Pattern.compile("--add-opens=([^/]+)/([^=]+)=ALL-UNNAMED");

    private ModuleOptions() {}

    /**
     * Refuses a JVM that Spark cannot work in.
     *
     * @throws InvalidInputException with the options that are missing
     */
    static void requireAll() {
        require(missing(ModuleLayer.boot()));
    }

    static void require(List<String> missing) {
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "Java options: must open Java's modules to Spark, which spark-submit does not"
                            + " see to in cluster mode of a standalone master (missing: "
                            + missing.get(0)
                            + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more")
                            + "); submit by bin/hone, which adds them, or give spark-submit --driver-java-options \""
                            + String.join(" ", missing) + "\"");
        }
    }

    /** Those of Spark's {@code --add-opens} that the modules of a layer were not opened by. */
    static List<String> missing(ModuleLayer layer) {
        return Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                .filter(option -> isMissing(layer, option))
                .toList();
    }

    private static boolean isMissing(ModuleLayer layer, String option) {
        Matcher opened = OPENED.matcher(option);
        Module reader = ModuleOptions.class.getModule();
        return opened.matches()
                && layer.findModule(opened.group(1))
                        .filter(module -> module.getPackages().contains(opened.group(2)))
                        .filter(module -> !module.isOpen(opened.group(2), reader))
                        .isPresent();
    }

    /** A driver's Java options with Spark's module options before them. */
    static String before(String options) {
        return (JavaModuleOptions.defaultModuleOptions() + " " + options).strip();
    }
}
