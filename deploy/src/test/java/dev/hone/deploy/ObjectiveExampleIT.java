package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/objective}, compiled and run as a user does. */
@Timeout(300)
class ObjectiveExampleIT {
    @TempDir
    private Path folder;

    @Test
    void aSimulationIsTunedOnExecutors() {
        ProcessBuilder example = new ProcessBuilder(
                HoneProcess.DEPLOY.resolve("examples/objective").toString(), "--master", "local[2]");
        example.environment().remove("SPARK_HOME");
        example.environment().put("SPARK_SUBMIT_OPTS", HoneProcess.QUICK_START);

        FinishedProcess run = FinishedProcess.run(folder, example);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("Best of 60 trials, \\d+ of which failed: cost \\d+ with \\{checkouts=");
    }
}
