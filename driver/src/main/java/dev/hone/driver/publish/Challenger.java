package dev.hone.driver.publish;

import dev.hone.driver.output.OutputFolder;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;

/**
 * The best model of a run, which is saved in the run's output folder.
 *
 * @param run the output folder, with the journal and the model
 * @param model name of the model's folder in it
 * @param study the study's name
 * @param definition digest of all in the study that outcomes depend on besides the table
 * @param trial what was trained
 * @param scores of the trial
 * @param labels the text of each class by its index; empty where the label is a quantity
 * @param honeVersion version of Hone
 * @param sparkVersion version of Spark
 */
public record Challenger(
        OutputFolder run,
        String model,
        String study,
        String definition,
        TrialConfig trial,
        Scores scores,
        List<String> labels,
        String honeVersion,
        String sparkVersion) {
    public Challenger {
        labels = List.copyOf(labels);
    }

    /** The output folder without secrets. */
    String location() {
        return Secrets.redacted(run.uri());
    }

    /** Whether a version is this model: of the same run and trial, with the same scores on the same rows. */
    boolean is(PublishedVersion version) {
        return version.run().equals(location())
                && version.definition().equals(definition)
                && version.trial() == trial.number()
                && version.scores().equals(scores); // a folder that was deleted may hold another search since
    }
}
