package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the command line from a study file to its results. */
class TuneTest {
    @TempDir
    private Path temporary;

    private StudyFolder study;

    @BeforeEach
    void makeStudy() {
        study = new StudyFolder(temporary);
    }

    @Test
    void aTrialThatFailsIsARowWithItsReasonAndTheStudyGoesOn() throws IOException {
        CommandLineRun run = study.with("learner", "[LinearSVC, DecisionTreeClassifier]")
                .without("space")
                .tune();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 failed", "1 x TRAINING_FAILED: Labels MUST be in {0, 1}, but got 2.0");
        assertThat(leaderboard()).hasSize(3);
        assertThat(leaderboard().get(2)).startsWith(",0,failed,LinearSVC,").contains("TRAINING_FAILED");
    }

    @Test
    void aStudyOfWhichAllTrialsFailEndsWithThree() {
        CommandLineRun run = study.with("learner", "LinearSVC")
                .with("space", "{maxIter: [3, 5]}")
                .tune();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).endsWith("hone: no trial has succeeded" + System.lineSeparator());
        assertThat(study.output().resolve("model")).doesNotExist();
        CommandLineRun status = study.run("status", study.output().toString());
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).startsWith("small: no-score, no trial has succeeded (2/2 trials, ");
    }

    @Test
    void settingsReplaceValuesOfTheFile() {
        CommandLineRun run = study.tune("--set", "space.maxDepth=[2]", "--set", "validation.metric=f1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best: trial 0, f1 ");
        assertThat(run.err()).contains("[1/1 trials, best f1 ");
    }

    @Test
    void aSettingThatIsWrongIsNamed() {
        CommandLineRun run = study.tune("--set", "space.maxDept=[2]");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--set space.maxDept, space.maxDept: DecisionTreeClassifier has no param 'maxDept'")
                .hasLineCount(1);
    }

    @Test
    void aStudyMayBeJson() throws IOException {
        study.file("study.json", """
                {"name": "json", "data": {"path": "table.csv", "format": "csv", "label": "kind"},
                 "learner": "DecisionTreeClassifier", "space": {"maxDepth": [2]},
                 "validation": {"metric": "accuracy"}, "output": {"path": "%s"}}
                """.formatted(study.output()));

        assertThat(study.run("tune", study.path("study.json")).exitCode()).isZero();
        assertThat(Files.readString(study.output().resolve("result.json"))).contains("\"study\" : \"json\"");
    }

    @Test
    void aRunThatWasCutOffContinuesAndEndsAlike() throws IOException {
        assertThat(study.tune().exitCode()).isZero();
        List<String> whole = withoutTimes(leaderboard());
        Path journal = study.output().resolve("journal/00000001-00000001.jsonl");
        List<String> outcomes = Files.readAllLines(journal);
        Files.write(journal, outcomes.subList(0, 1));
        for (String gone : List.of("result.json", "status.json", "leaderboard.csv", "model")) {
            delete(study.output().resolve(gone));
        }

        CommandLineRun run = study.tune();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("Continues after 1 of 3 trials");
        assertThat(withoutTimes(leaderboard())).isEqualTo(whole);
        assertThat(study.output().resolve("model")).exists();
    }

    @Test
    void aRunThatIsDoneRunsNothingAgain() throws IOException {
        assertThat(study.tune().exitCode()).isZero();
        List<String> before = leaderboard();

        CommandLineRun run = study.tune();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("Continues after 3 of 3 trials" + System.lineSeparator());
        assertThat(leaderboard()).isEqualTo(before);
    }

    @Test
    void validatePrintsThePlanAndWritesNothing() {
        study.tune("--help");

        CommandLineRun run = study.run("validate", study.path("study.yaml"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("table     file:" + temporary + "/table.csv: 18 rows, 2 features, 3 classes")
                .contains("folds     3 (stratified-k-fold)")
                .contains("trials    3")
                .contains("fits      10 (3 x 3, and the best on all rows)");
        assertThat(study.output()).doesNotExist();
    }

    @Test
    void reportPrintsTheLeaderboardOfAJournal() {
        assertThat(study.tune().exitCode()).isZero();

        CommandLineRun run = study.run("report", study.output().toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("small: 3 trials scored")
                .contains("Best: trial ", "new DecisionTreeClassifier()");
    }

    @Test
    void aMistypedOptionGetsASuggestion() {
        CommandLineRun run = study.tune("--verbos");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("--verbos").contains("did you mean --verbose?");
    }

    private List<String> leaderboard() throws IOException {
        return Files.readAllLines(study.output().resolve("leaderboard.csv"));
    }

    /** Seconds, and seconds of training, come before lane and failure. */
    private static List<String> withoutTimes(List<String> leaderboard) {
        return leaderboard.stream()
                .map(line -> line.replaceAll(",[0-9.E-]+,[0-9.E-]+,(\\w+),$", ",,,$1,"))
                .toList();
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
