package dev.hone.driver.publish;

import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.journal.SavedModel;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.TrialConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Output folders of runs, as far as publishing looks at them: a few files in place of a model, and a journal. */
final class RunFolders {
    private static final Configuration HADOOP = CrashingFileSystem.configuration();
    private static final Objective ACCURACY = new Objective("accuracy", Direction.MAXIMIZE);

    private RunFolders() {}

    /**
     * The best model of a run that has ended.
     *
     * @param scheme of the file system through which it is read, with {@code ://}; empty for the local one
     */
    static Challenger challenger(Path folder, String scheme, double score) {
        try {
            for (String name :
                    List.of("model/metadata/part-0", "model/stages/0_tree/data/part-0", "journal/head.json")) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name + " of " + folder.getFileName());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OutputFolder run = OutputFolder.at(scheme + folder, HADOOP);
        SavedModel.mark(run, "model", 3);
        return new Challenger(
                run,
                "model",
                "churn",
                "definition",
                new TrialConfig(3, "DecisionTreeClassifier", Map.of(), 7),
                scores(score),
                List.of("no", "yes"),
                "1.0",
                "4.2.0");
    }

    static Scores scores(double score) {
        return new Scores(ACCURACY, "accuracy", "data", "folds", List.of(score - 0.01, score + 0.01));
    }
}
