package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies in which more trials fail than may. */
@Timeout(300)
class MaxFailuresTest {
    private static final String TREE =
            "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n";

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    /** One of the two trials fails. */
    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
        study.write("table.csv", StudyFolder.THREE_CLASSES);
        study.write("study.yaml", study.text().replace(TREE, "learner: [LinearSVC, NaiveBayes]\n"));
    }

    @Test
    void theRunFailsWithTheReasonAndWithoutAModelUntilMoreMayFail() {
        CommandLineRun run = study.run("tune", "--set", "search.max-failures=0");

        assertThat(run.exitCode()).as(run.err()).isOne();
        assertThat(run.err())
                .containsPattern("hone: 1 of [12] trials have failed, more than search\\.max-failures allows \\(0\\);"
                        + " 1 x TRAINING_FAILED: Labels MUST be in \\{0, 1}, but got 2\\.0\n$")
                .doesNotContain("\tat ");
        assertThat(study.json("status.json").at("/state").textValue()).isEqualTo("failed");
        assertThat(study.out().resolve("model")).doesNotExist();
        assertThat(study.out().resolve("result.json")).doesNotExist();
        assertThat(study.leaderboard().get(study.leaderboard().size() - 1)).contains(",failed,LinearSVC,");

        CommandLineRun continued = study.run("tune", "--set", "search.max-failures=1");

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(study.json("result.json").at("/trials"))
                .hasToString("{\"total\":2,\"succeeded\":1,\"failed\":1,\"pruned\":0}");
    }

    @Test
    void validateTellsHowManyMayFailAndHowOftenTheyRunAgain() {
        assertThat(study.run("validate", "--set", "search.max-failures=20%", "--set", "search.retry-failed=2")
                        .out())
                .contains("failures  at most 20%, up to 2 retries of each that lacked memory or its executor\n");
    }
}
