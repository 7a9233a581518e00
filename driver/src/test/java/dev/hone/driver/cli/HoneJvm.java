package dev.hone.driver.cli;

import dev.hone.driver.ChildJvm;
import java.util.List;

/** The command of a process that runs Hone's command line with the classes and Java options of the tests. */
final class HoneJvm {
    private HoneJvm() {}

    /**
     * Trials run in that process.
     *
     * @param property a system property of it, as {@code key=value}
     */
    static List<String> command(String property, String... arguments) {
        return ChildJvm.command(
                HoneCommand.class,
                List.of("-Dspark.master=local[2]", "-Dspark.ui.enabled=false", "-D" + property),
                arguments);
    }
}
