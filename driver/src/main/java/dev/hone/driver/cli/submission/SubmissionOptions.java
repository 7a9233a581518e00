package dev.hone.driver.cli.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code bin/hone} hands to {@code hone tune} in cluster mode, and what that hands to its driver; not for users. */
public final class SubmissionOptions {
    static final String PROGRAM = "--submit-with";
    static final String JAR = "--submit-jar";
    static final String SPARK_OPTION = "--spark-option";
    public static final String STUDY = "--submitted-study";

    @Option(names = PROGRAM, hidden = true, description = "Submit the study, by this program's --spark-submit.")
    private @Nullable String program;

    @Option(names = JAR, hidden = true, description = "Jar that the driver runs.")
    private String jar = "";

    @Option(names = SPARK_OPTION, hidden = true, description = "An argument of spark-submit.")
    private List<String> sparkOptions = new ArrayList<>();

    @Option(names = STUDY, hidden = true, description = "A part of a submitted study.")
    private List<String> studyParts = new ArrayList<>();

    /** The program that runs spark-submit, if the study is to be submitted. */
    public Optional<String> program() {
        return Optional.ofNullable(program);
    }

    public String jar() {
        return jar;
    }

    public List<String> sparkOptions() {
        return sparkOptions;
    }

    /** The study that a submitter has handed to this driver. */
    public Optional<SubmittedStudy> submitted() {
        return studyParts.isEmpty() ? Optional.empty() : Optional.of(SubmittedStudy.fromArguments(studyParts));
    }

    /** Whether an argument of the command line is one of these. */
    public static boolean isOne(String argument) {
        return List.of(PROGRAM, JAR, SPARK_OPTION, STUDY).stream().anyMatch(name -> argument.startsWith(name + "="));
    }
}
