package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind, and what further commands make of it. */
@TestInstance(Lifecycle.PER_CLASS)
class FinishedStudyTest {
    private StudyFolder study = new StudyFolder(Path.of(""));
    private CommandLineRun tuned = new CommandLineRun(-1, "", "");

    @BeforeAll
    void tune(@TempDir Path temporary) {
        study = StudyFolder.in(temporary);
        study.write("study.yaml", study.text().replace("  folds: 2", "  metrics: [f1]\n  folds: 2"));
        tuned = study.run("tune");
        assertThat(tuned.exitCode()).as(tuned.err()).isZero();
    }

    @Test
    void theFilesTellTheSameOfTheBestTrial() {
        JsonNode result = study.json("result.json");
        String best =
                study.result("leaderboard.csv").lines().skip(1).findFirst().orElseThrow();
        assertThat(best)
                .startsWith("1," + result.at("/best/number") + ",scored,DecisionTreeClassifier,"
                        + result.at("/best/score") + "," + result.at("/best/std") + ","
                        + result.at("/best/params/maxDepth") + ",0.0,");
        assertThat(tuned.out())
                .contains(
                        "\nBest: trial " + result.at("/best/number") + ", accuracy ",
                        "\nimport org.apache.spark.ml.classification.DecisionTreeClassifier;\n",
                        "    .setMaxDepth(" + result.at("/best/params/maxDepth") + ")\n",
                        "\nmodel        " + study.out() + "/model\n",
                        "\nresult       " + study.out() + "/result.json\n",
                        "\nleaderboard  " + study.out() + "/leaderboard.csv\n");
        assertThat(result.at("/dataFingerprint").textValue()).isNotEmpty();
        assertThat(study.json("status.json").at("/state").textValue()).isEqualTo("succeeded");
        assertThat(study.json("status.json").at("/exitCode").intValue()).isZero();
    }

    @Test
    void reportPrintsWhatTheJournalHolds() {
        String summary = tuned.out().substring(0, tuned.out().indexOf("\nmodel "));

        assertThat(CommandLineRun.of("report", study.out().toString()))
                .isEqualTo(new CommandLineRun(0, "tiny: 2 trials scored\n\n" + summary, ""));
    }

    @Test
    void aStudyThatIsDoneRunsNothingAgain() throws IOException {
        String leaderboard = study.result("leaderboard.csv");
        Map<Path, FileTime> before = written("journal", "model");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("Features: a, b\nContinues after 2 of 2 trials\n");
        assertThat(study.result("leaderboard.csv")).isEqualTo(leaderboard);
        assertThat(written("journal", "model")).isEqualTo(before);
        assertThat(study.json("result.json").at("/trials/succeeded").intValue()).isEqualTo(2);
    }

    @Test
    void validateTellsThatARunWouldContinue() throws IOException {
        Map<Path, FileTime> before = written("");

        assertThat(study.run("validate").out()).endsWith("output    " + study.out() + ", continues after 2 trials\n");

        assertThat(written("")).isEqualTo(before);
        assertThat(study.run("validate", "--set", "search.seed=8"))
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "hone: " + study.file() + ", line 17, output.path: " + study.out() + " holds another study"
                                + " ('tiny', or an earlier definition of this one); name another folder or remove"
                                + " it\n"));
    }

    /** When each file below was last written. */
    private Map<Path, FileTime> written(String... names) throws IOException {
        Map<Path, FileTime> written = new HashMap<>();
        for (String name : names) {
            try (Stream<Path> files = Files.walk(study.out().resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    written.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return written;
    }
}
