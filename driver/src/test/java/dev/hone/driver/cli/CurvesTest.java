package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning curves of studies, from the file to the results. */
class CurvesTest {
    private static final String TREE =
            "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n";
    private static final String FOREST =
            "learner: RandomForestClassifier\nspace:\n  numTrees: {log-int: [1, 20]}\n  maxDepth: [1, 2, 3]\n";
    private static final int POINTS = 16;

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
        write(FOREST, "method: tpe", "trials: 2");
    }

    private void write(String learner, String... search) {
        study.write(
                "study.yaml",
                study.text()
                        .replace(TREE, learner)
                        .replace("search:\n", "search:\n  " + String.join("\n  ", search) + "\n"));
    }

    @Test
    void eachTrainingIsScoredAlongItsTrees() {
        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\ncurves       numTrees at 1, 2, 3 ... 20 of each training\n");
        List<String> rows = study.leaderboard();
        assertThat(rows).hasSize(1 + 2 * POINTS);
        assertThat(rows.get(0)).startsWith("rank,number,curve,state,learner,score,std,param_numTrees,param_maxDepth,");
        assertThat(rows.stream()
                        .skip(1)
                        .collect(Collectors.groupingBy(row -> row.split(",")[2], Collectors.counting())))
                .containsOnlyKeys("0", "1")
                .containsValues((long) POINTS, (long) POINTS);
        JsonNode result = study.json("result.json");
        assertThat(result.at("/trials")).hasToString("{\"total\":32,\"succeeded\":32,\"failed\":0,\"pruned\":0}");
        assertThat(result.at("/curves").asText()).isEqualTo("numTrees at 1, 2, 3 ... 20 of each training");
        assertThat(result.at("/best/curve").asLong())
                .isEqualTo(result.at("/best/number").asLong() / POINTS);
        assertThat(study.json("status.json").at("/trials").asLong()).isEqualTo(2 * POINTS);
    }

    @Test
    void aPointScoresWhatItsTrialScoresAlone() {
        study.run("tune");
        JsonNode best = study.json("result.json").at("/best");
        StudyFolder alone = StudyFolder.in(temporary.resolve("alone"));
        alone.write(
                "study.yaml",
                alone.text()
                        .replace(
                                TREE,
                                "learner: RandomForestClassifier\nspace: {numTrees: "
                                        + best.at("/params/numTrees") + ", maxDepth: " + best.at("/params/maxDepth")
                                        + ", seed: "
                                        + best.at("/seed") + "}\n"));

        CommandLineRun run = alone.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(alone.json("result.json").at("/best/foldScores")).isEqualTo(best.at("/foldScores"));
    }

    @Test
    void validateTellsWhatIsScored() {
        CommandLineRun run = study.run("validate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("\ncurves    numTrees at 1, 2, 3 ... 20 of each training\n")
                .contains("\nfits      5 (2 x 2, and the best on all rows)\n");
    }

    @Test
    void withoutCurvesEachProposalIsATrial() {
        CommandLineRun run = study.run("tune", "--set", "search.curves=false");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("curves");
        assertThat(study.leaderboard()).hasSize(3);
        assertThat(study.leaderboard().get(0)).startsWith("rank,number,state,");
        CommandLineRun other = study.run("tune");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds another study");
    }

    @Test
    void aFinishedStudyGoesOnWithMoreTrainings() {
        study.run("tune");

        CommandLineRun run = study.run("tune", "--set", "search.trials=3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Continues after 32 of 48 trials");
        assertThat(study.leaderboard()).hasSize(1 + 3 * POINTS);
    }

    @Test
    void theFirstForestsEndAtTheMiddleAndKeepWhatTheyHaveWhereMoreAreTheFirst() {
        String rate = "space.subsamplingRate={uniform: [0.5, 1]}";

        CommandLineRun run = study.run("tune", "--set", "search.trials=8", "--set", rate);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\nsearch       tpe: numTrees up to 8 in the first 2 trainings, seed 7\n");
        assertThat(study.leaderboard()).hasSize(1 + 2 * POINTS / 2 + 6 * POINTS);

        CommandLineRun further = study.run("tune", "--set", "search.trials=12", "--set", rate);

        assertThat(further.exitCode()).as(further.err()).isZero();
        assertThat(further.out()).contains("\nsearch       tpe: numTrees up to 8 in the first 3 trainings, seed 7\n");
        assertThat(study.leaderboard()).hasSize(1 + 2 * POINTS / 2 + 10 * POINTS);
    }

    @Test
    void aTrainingThatFailsFailsAllItsPoints() {
        study.write("table.csv", StudyFolder.THREE_CLASSES);
        write("learner: LinearSVC\nspace: {maxIter: [3, 5], regParam: {log-uniform: [0.01, 1]}}\n", "trials: 2");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("4 failed\n4 x TRAINING_FAILED: Labels MUST be in {0, 1}, but got 2.0");
        assertThat(study.leaderboard().get(1)).startsWith(",0,0,failed,LinearSVC,");
        assertThat(study.leaderboard().get(4)).startsWith(",3,1,failed,LinearSVC,");
    }

    @Test
    void aTimeLimitEndsBetweenTrainings() {
        CommandLineRun run = study.run("tune", "--set", "search.trials=100000", "--set", "search.time-limit=2s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat((study.leaderboard().size() - 1) % (POINTS / 2)).isZero();
    }

    @Test
    void curvesThatCannotBeAreRefused() {
        assertThat(refusal("search.curves=true", "search.lane=cluster"))
                .endsWith(
                        "search.curves: needs a range of whole numbers, or a list of numbers, of a param that one training"
                                + " passes on its way (of RandomForestClassifier: none)");
        assertThat(refusal("search.curves=true", "search.max-table-bytes=1"))
                .contains("search.curves: needs trials that are trained inside tasks (lane cluster: table of about ");
        assertThat(refusal("search.curves=true", "search.method=random"))
                .endsWith("search.curves: belongs to methods that learn from scores (method: random)");
        assertThat(refusal("search.curves=true", "space.numTrees=20", "space.maxDepth=3", "space.maxBins=[8, 16]"))
                .endsWith("(of RandomForestClassifier: maxDepth, minInfoGain, minInstancesPerNode,"
                        + " minWeightFractionPerNode, numTrees)");
        assertThat(refusal("search.curves=sometimes")).contains("search.curves: must be one of");
        study.write("study.yaml", study.text());
        assertThat(refusal("search.curves=true"))
                .endsWith("search.curves: belongs to methods that learn from scores (method: grid)");
    }

    private String refusal(String... settings) {
        List<String> arguments = new ArrayList<>();
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        CommandLineRun run = study.run("validate", arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        return run.err().strip();
    }
}
