package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are not content with the best observed score. */
@Timeout(300)
class ConfirmTest {
    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
    }

    @Test
    void theBestTrialsAreEvaluatedAgainAndTheBestMeanOfBothIsTrained() {
        String[] confirming = {"--set", "validation.confirm=2", "--set", "space.maxDepth=[1,2,3]"};

        CommandLineRun run = study.run("tune", confirming);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(", confirmed ").contains("; best by confirmed score\n");
        JsonNode best = study.json("result.json").at("/best");
        assertThat(best.at("/recommendedBy").textValue()).isEqualTo("confirmed");
        assertThat(best.at("/confirmed").doubleValue()).isBetween(0.0, 1.0);
        assertThat(study.leaderboard().get(0)).startsWith("rank,number,state,learner,score,std,confirmed,param_");
        assertThat(study.out().resolve("confirm/journal/00000001-00000001.v3.jsonl"))
                .satisfies(segment -> assertThat(Files.readAllLines(segment))
                        .as("with its footer")
                        .hasSize(3));

        assertThat(CommandLineRun.of("report", study.out().toString()).out())
                .contains("Best: trial " + best.at("/number").intValue() + ", ")
                .contains("; best by confirmed score\n");
        assertThat(study.run("tune", confirming).exitCode()).isZero();
        assertThat(study.json("result.json").at("/best").at("/confirmed")).isEqualTo(best.at("/confirmed"));
        assertThat(study.out().resolve("confirm/journal").toFile().list()).hasSize(2);
    }

    @Test
    void aPipelineIsConfirmedWithItsStagesFittedOnTheOtherFolds() {
        study.write(
                "study.yaml",
                study.text()
                        .replace(
                                "learner:",
                                "pipeline:\n  - {name: VectorAssembler, params: {inputCols: [a, b], outputCol: both}}\n"
                                        + "  - {name: StandardScaler, params: {inputCol: both, outputCol: features}}\n"
                                        + "learner:"));

        CommandLineRun run = study.run("tune", "--set", "validation.confirm=2");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").at("/best/recommendedBy").textValue())
                .isEqualTo("confirmed");
    }

    @Test
    void aModelOfTheScoresEstimatesEach() {
        study.write("study.yaml", study.text().replace("minInfoGain: 0.0", "minInfoGain: {uniform: [0, 0.5]}"));

        CommandLineRun run = study.run("tune", "--set", "search.trials=5", "--set", "search.recommend=estimated");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(", estimated ").contains("; best by estimated score\n");
        assertThat(study.leaderboard().get(0)).startsWith("rank,number,curve,state,learner,score,std,estimated,param_");
        JsonNode best = study.json("result.json").at("/best");
        assertThat(best.at("/recommendedBy").textValue()).isEqualTo("estimated");
        assertThat(best.at("/observed")).isEqualTo(best.at("/score"));
        assertThat(best.has("estimated")).isTrue();
    }

    @Test
    void whatCannotBeDoneIsToldInOneLine() {
        assertThat(study.run("tune", "--set", "validation.confirm=2", "--set", "validation.shuffle=false")
                        .err())
                .isEqualTo(
                        "hone: " + study.file()
                                + ", --set validation.confirm, validation.confirm: needs a scheme that has"
                                + " other folds by another seed; those of stratified-k-fold without shuffle are always the same\n");
        assertThat(study.run("tune", "--set", "search.recommend=estimated").err())
                .isEqualTo(
                        "hone: " + study.file() + ", --set search.recommend, search.recommend: estimated needs a method"
                                + " with a model of the scores: auto or gp (method: grid)\n");
        assertThat(study.out()).doesNotExist();
    }
}
