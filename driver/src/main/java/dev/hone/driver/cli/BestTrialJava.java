package dev.hone.driver.cli;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.report.JavaSnippet;
import dev.hone.driver.report.StudyResult;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.trial.TrialConfig;
import java.util.Optional;

/** The Java that is printed of the best trial. */
final class BestTrialJava {
    private BestTrialJava() {}

    /** The whole pipeline where {@code result.json} has it, else the stages and the learner. */
    static String of(OutputFolder folder, TrialConfig config, StudyPipeline pipeline) {
        return saved(folder, config.number()).orElseGet(() -> JavaSnippet.of(config, pipeline));
    }

    /** What {@code result.json} has of that trial. */
    static Optional<String> saved(OutputFolder folder, long trial) {
        return folder.read(TuneRun.RESULT).flatMap(json -> StudyResult.java(json, trial));
    }
}
