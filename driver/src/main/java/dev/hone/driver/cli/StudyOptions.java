package dev.hone.driver.cli;

import dev.hone.driver.cli.submission.SubmittedStudy;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.StudyFile;
import dev.hone.driver.definition.StudyReader;
import dev.hone.driver.space.SqlStages;
import dev.hone.worker.data.shipped.ShippedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands share that take a study file. */
final class StudyOptions {
    @Parameters(
            index = "0",
            paramLabel = "STUDY",
            description = "Study file, YAML or JSON; spark-files:/NAME if it is one of --files.")
    private String study = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replace a value of the study file, such as search.trials=50 or space.maxDepth=[2,4,8].")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--allow-sql",
            description =
                    "Let stages run SQL (SQLTransformer), which can call any Java method, in validate too: only for study"
                            + " files that you trust.")
    private boolean allowsSql;

    @Option(names = "--verbose", description = "Let Spark log at level INFO, and about mistakes too.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    StudyDefinition read() {
        return read(file(ShippedFiles::ofDriver));
    }

    /** Reads another file than the one that is named, with the values that replace those of the file. */
    StudyDefinition read(StudyFile file) {
        return StudyReader.read(file, settings, sqlStages());
    }

    /** Reads a study that was checked and handed to this driver on another machine. */
    StudyDefinition read(SubmittedStudy submitted) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(submitted.folderSettings());
        return StudyReader.read(submitted.file(), all, sqlStages());
    }

    private SqlStages sqlStages() {
        return allowsSql ? SqlStages.ALLOWED : SqlStages.REFUSED;
    }

    /** The study file where it is submitted to a cluster. */
    StudyFile fileToSubmit() {
        return file(ShippedFiles::source);
    }

    private StudyFile file(BiFunction<ShippedFiles, String, Path> place) {
        if (!ShippedFiles.isOne(study)) {
            return StudyFile.at(study, StudySession::hadoop);
        }
        Path copy = place.apply(ShippedFiles.of(new SparkConf()), ShippedFiles.name(study));
        return StudyFile.shipped(study, copy, StudySession::hadoop);
    }

    boolean verbose() {
        return verbose;
    }

    /** Whether to show what Spark logs about a mistake of the user. */
    boolean showsLog() {
        return verbose || command != null && command.root().userObject() instanceof HoneCommand hone && hone.debug();
    }
}
