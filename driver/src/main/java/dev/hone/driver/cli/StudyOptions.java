package dev.hone.driver.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands share that take a study file. */
final class StudyOptions {
    @Parameters(index = "0", paramLabel = "STUDY", description = "Study file, YAML or JSON.")
    private String study = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replace a value of the study file, such as search.trials=50 or space.maxDepth=[2,4,8].")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--verbose", description = "Let Spark log at level INFO.")
    private boolean verbose;

    StudyDefinition read() {
        return StudyReader.read(StudyFile.at(study), settings);
    }

    boolean verbose() {
        return verbose;
    }
}
