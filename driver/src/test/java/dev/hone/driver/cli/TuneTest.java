package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.lock.RunLock;
import dev.hone.driver.table.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Runs of a small study from its file to its results. */
@Timeout(300)
class TuneTest {
    private static final String TREE =
            "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n";

    private static final Signal INTERRUPT = new Signal("INT");

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
    }

    @AfterEach
    void letTreesGrow() {
        StoppedTree.goOn();
    }

    @Test
    void aTrialThatFailsIsARowWithItsReasonAndTheStudyGoesOn() {
        study.write("table.csv", StudyFolder.THREE_CLASSES);
        study.write("study.yaml", study.text().replace(TREE, "learner: [LinearSVC, NaiveBayes]\n"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        String reason = "TRAINING_FAILED: Labels MUST be in {0, 1}, but got 2.0";
        assertThat(study.leaderboard()).hasSize(3);
        assertThat(study.leaderboard().get(1))
                .startsWith("1,1,scored,NaiveBayes,")
                .endsWith(",fast,,");
        assertThat(study.leaderboard().get(2)).isEqualTo(",0,failed,LinearSVC,,,,,,,\"" + reason + " [fold 0]\"");
        assertThat(run.out()).contains("\n1 failed\n1 x " + reason + "\n");
        assertThat(run.err()).contains("Trial 0: failed, " + reason + "  [");
        assertThat(study.json("result.json").at("/trials"))
                .hasToString("{\"total\":2,\"succeeded\":1,\"failed\":1,\"pruned\":0}");
    }

    @Test
    void moreNeighboursThanRowsToLearnFromFailTheirTrial() {
        study.write(
                "study.yaml", study.text().replace(TREE, "learner: KNearestNeighborsClassifier\nspace: {k: [3, 7]}\n"));

        assertOneFailed("TRAINING_FAILED: Param 'k' must be at most the number of rows to learn from (k: 7, rows: 6)");
    }

    @Test
    void aNetworkThatDivergesFailsItsTrial() {
        study.write(
                "study.yaml",
                study.text()
                        .replace(
                                TREE,
                                "learner: NeuralNetworkClassifier\nspace: {solver: sgd, learningRate: [0.01, 1.0e+200]}\n"));

        assertOneFailed(
                "MODEL_NOT_FINITE: TrainingDivergedException: Training diverged: the loss is NaN in epoch 2 at a"
                        + " learning rate of 1.0E200; try a lower learningRate, or standardization");
    }

    private void assertOneFailed(String reason) {
        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("\n1 failed\n1 x " + reason + "\n");
        assertThat(study.leaderboard()).hasSize(3);
        assertThat(study.leaderboard().get(2)).startsWith(",1,failed,").contains(reason);
    }

    @Test
    void whereAllTrialsFailTheExitCodeIsThree() {
        study.write("table.csv", StudyFolder.THREE_CLASSES);
        study.write("study.yaml", study.text().replace(TREE, "learner: LinearSVC\nspace: {maxIter: [3, 5]}\n"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).startsWith("2 failed\n2 x TRAINING_FAILED: Labels MUST be in {0, 1}, but got 2.0\n\n");
        assertThat(run.err()).endsWith("hone: no trial has succeeded\n").doesNotContain("\tat ");
        assertEnded("no-score", 3, "no trial has succeeded");
        assertThat(study.json("result.json").has("best")).isFalse();
        assertThat(study.json("result.json").at("/trials/failed").intValue()).isEqualTo(2);
        assertThat(study.out().resolve("model")).doesNotExist();
        assertThat(CommandLineRun.of("report", study.out().toString()).out())
                .startsWith("tiny: 0 trials scored\n\n2 failed\n");
    }

    @Test
    void aTimeLimitBeforeTheFirstScoreEndsWithFour() {
        StoppedTree.stop(() -> {});
        stoppedTrees("[2, 3]");

        CommandLineRun run = study.run("tune", "--set", "search.time-limit=1s");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).endsWith("hone: stopped by its time limit before the first score\n");
        assertEnded("out-of-budget", 4, "stopped by its time limit before the first score");
        assertThat(study.out().resolve("model")).doesNotExist();
    }

    @Test
    void aTrialThatRunsTooLongIsARowWithItsLimitAndTheStudyGoesOn() {
        StoppedTree.stop(() -> {});
        stoppedTrees("[1, 2]");

        CommandLineRun run = study.run("tune", "--set", "search.trial-timeout=1s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.leaderboard().get(1)).startsWith("1,0,scored,");
        assertThat(study.leaderboard().get(2))
                .startsWith(",1,failed,")
                .containsPattern("TIMED_OUT: timed out after [1-9][0-9.]*s \\(trial timeout: 1s\\)");
        assertThat(study.run("validate", "--set", "search.trial-timeout=90m").out())
                .contains("timeout   1h30m per trial\n");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aRunThatIsInterruptedContinuesByTheSameCommand(String name, int exitCode) {
        Signal signal = new Signal(name);
        assumeIsHeard(signal);
        stoppedTrees("[1, 2, 3]");
        StoppedTree.stop(raiseOnce(signal));

        CommandLineRun stopped = study.run("tune", "--grace-period", "0s");

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(exitCode);
        assertThat(stopped.err()).endsWith("hone: interrupted; the same command continues\n");
        assertEnded("interrupted", exitCode, "interrupted; the same command continues");
        assertThat(study.out().resolve("result.json")).doesNotExist();

        StoppedTree.goOn();
        CommandLineRun continued = study.run("tune");

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(study.leaderboard()).hasSize(4).noneMatch(line -> line.contains("failed"));
        assertEnded("succeeded", 0, study.json("status.json").at("/message").textValue());
    }

    @Test
    void aRunThatIsInterruptedWhileTheBestTrialIsTrainedHasStillToSaveIt() {
        assumeIsHeard(INTERRUPT);
        stoppedTrees("[2]");
        StoppedTree.stopAfter(2, raiseOnce(INTERRUPT));

        CommandLineRun stopped = study.run("tune");

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(130);
        assertEnded("interrupted", 130, "interrupted; the same command continues");
        assertThat(study.leaderboard()).hasSize(2);
        assertThat(study.out().resolve("result.json")).doesNotExist();

        StoppedTree.goOn();
        CommandLineRun continued = study.run("tune");

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(study.out().resolve("model/stages")).isNotEmptyDirectory();
        assertThat(study.json("result.json").at("/best/number").intValue()).isZero();
    }

    @Test
    void aFolderThatIsDeletedWhileTheRunWritesToItHasAllTrialsAgain() {
        stoppedTrees("[1, 2, 3]");
        assertThat(study.run("tune").exitCode()).isZero();
        List<String> undisturbed = study.leaderboard();
        deleteOutput();
        StoppedTree.beforeNext(this::deleteOutput);

        CommandLineRun disturbed = study.run("tune");

        String reason =
                study.out() + " was deleted while the run wrote to it; the trials that had ended were written to it"
                        + " again: run the same again, which continues";
        assertThat(disturbed.exitCode()).as(disturbed.err()).isEqualTo(1);
        assertThat(disturbed.err()).endsWith("\nhone: " + reason + "\n").doesNotContain("\tat ");
        assertEnded("failed", 1, reason);

        CommandLineRun continued = study.run("tune");

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(continued.err()).contains("Continues after 3 of 3 trials\n");
        assertThat(study.leaderboard()).isEqualTo(undisturbed);
    }

    private void deleteOutput() {
        try (Stream<Path> files = Files.walk(study.out())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assumeIsHeard(Signal signal) {
        assumeThat(isIgnored(signal))
                .as("signals are ignored in a shell's background")
                .isFalse();
    }

    /** A second signal would end the JVM at once. */
    private static Runnable raiseOnce(Signal signal) {
        AtomicBoolean raised = new AtomicBoolean();
        return () -> {
            if (raised.compareAndSet(false, true)) {
                Signal.raise(signal);
            }
        };
    }

    @Test
    void aRunThatWasCutOffContinuesToTheSameEnd() throws IOException {
        assertThat(study.run("tune").exitCode()).isZero();
        List<String> leaderboard = study.leaderboard();
        String best = study.json("result.json").at("/best").toString();
        Path segment = study.out().resolve("journal/00000001-00000001.v3.jsonl");
        String journal = Files.readString(segment);
        Files.writeString(segment, journal.substring(0, journal.indexOf("{\"segment\"") - 20));
        delete("result.json", "status.json", "leaderboard.csv", "model/hone-model.json", "model/stages");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("hone: " + segment + ", line 2: damaged: no checksum at its end; kept as "
                        + segment.getFileName() + ".damaged, what is missing runs again\n")
                .contains("Features: a, b\nContinues after 1 of 2 trials\n")
                .contains("hone: " + study.out()
                        + "/model: has no hone-model.json, which is written last; the best trial is"
                        + " trained and saved again\n")
                .hasLineCount(5);
        assertThat(study.leaderboard()).isEqualTo(leaderboard);
        assertThat(study.json("result.json").at("/best")).hasToString(best);
        assertThat(study.out().resolve("model/stages")).as("saved anew").isNotEmptyDirectory();
    }

    @Test
    void aStudyThatAnotherDriverRunsIsRefusedAndLeftAlone() throws IOException {
        try (OutputFolder folder = OutputFolder.at(study.out().toString(), new Configuration());
                StatusFile other = new StatusFile(folder, "tiny", 2, Clock.systemUTC())) {
            RunLock lock = RunLock.acquire(folder, "app-1", line -> {});
            other.start("reading the table");
            List<String> before = List.of(study.out().toFile().list());

            CommandLineRun run = study.run("tune");

            assertThat(run.exitCode()).isEqualTo(75);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .startsWith("hone: " + study.out() + ": in use by another driver (host ")
                    .contains(", pid " + ProcessHandle.current().pid() + ", ", ", application app-1, since ")
                    .endsWith("); wait for its end, stop it, or name another folder\n")
                    .hasLineCount(1);
            assertThat(study.out().toFile().list()).containsExactlyInAnyOrderElementsOf(before);
            assertThat(study.json("status.json").at("/message").textValue()).isEqualTo("reading the table");
            lock.requireHeld();
            assertThat(study.run("validate").exitCode()).as("needs no lock").isZero();
            assertThat(CommandLineRun.of("status", study.out().toString()).exitCode())
                    .isEqualTo(75);
        }

        assertThat(study.run("tune").exitCode()).isZero();
        assertThat(study.out().toFile().list()).noneMatch(name -> name.startsWith("lock"));
    }

    @Test
    void aRunWhoseFolderIsTakenOverStopsAndLeavesItAlone() throws IOException {
        stoppedTrees("[1, 2, 3]");
        AtomicBoolean stolen = new AtomicBoolean();
        StoppedTree.stop(() -> {
            if (stolen.compareAndSet(false, true)) {
                steal();
            }
        });

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(75);
        assertThat(run.err())
                .endsWith("hone: " + study.out() + ": taken over by another driver (its lock file does not tell which),"
                        + " which has seen no heartbeat of this one; the run stops here and goes on there\n")
                .doesNotContain("\tat ");
        assertThat(study.out().resolve("lock-00000002.json")).hasContent("another");
        assertThat(study.out().resolve("result.json")).doesNotExist();
        assertThat(study.json("status.json").at("/state").textValue()).isEqualTo("running");
    }

    /** As a driver does that has seen no heartbeat. */
    private void steal() {
        try {
            Files.writeString(study.out().resolve("lock-00000002.json"), "another");
            Files.delete(study.out().resolve("lock-00000001.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void moreTrialsContinueASearch() {
        study.write("study.yaml", study.text().replace("maxDepth: [1, 2]", "maxDepth: {int: [1, 9]}"));
        String[] few = {"--set", "search.method=random", "--set", "search.trials=2"};
        assertThat(study.run("tune", few).exitCode()).isZero();

        CommandLineRun run = study.run("tune", "--set", "search.method=random", "--set", "search.trials=4");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .startsWith("Features: a, b\nContinues after 2 of 4 trials\n")
                .hasLineCount(4);
        assertThat(study.leaderboard()).hasSize(5);
    }

    @Test
    void aDamagedLineOfTheJournalCostsItsTrialOnly() throws IOException {
        assertThat(study.run("tune").exitCode()).isZero();
        List<String> leaderboard = study.leaderboard();
        Path segment = study.out().resolve("journal/00000001-00000001.v3.jsonl");
        Files.writeString(segment, Files.readString(segment).replaceFirst("\"accuracy\":0", "\"accuracy\":1"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        String damage = "hone: " + segment
                + ", line 1: damaged: its checksum is that of another content; kept as "
                + segment.getFileName() + ".damaged, what is missing runs again\n";
        assertThat(run.err())
                .startsWith(damage + "Features: a, b\nContinues after 1 of 2 trials\n")
                .hasLineCount(4);
        assertThat(study.leaderboard()).isEqualTo(leaderboard);
        assertThat(CommandLineRun.of("report", study.out().toString()))
                .satisfies(report -> assertThat(report.out()).startsWith("tiny: 2 trials scored\n"))
                .satisfies(report -> assertThat(report.err()).as("it was told").isEmpty());
    }

    @Test
    void aDamagedModelIsTrainedAndSavedAgain() throws IOException {
        assertThat(study.run("tune").exitCode()).isZero();
        Path model = study.out().resolve("model");
        Path part;
        try (Stream<Path> files = Files.walk(model)) {
            part = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        String name = model.relativize(part).toString();
        byte[] bytes = Files.readAllBytes(part);

        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
        assertSavedAgain(name + " has another content than it was saved with");
        delete("model/stages", "model/metadata", "model/hone-model.json");
        assertSavedAgain("has no hone-model.json, which is written last");
        delete("model");
        Files.writeString(model, "a file in its place");
        assertSavedAgain("is no folder");
        assertThat(study.run("tune").err())
                .as("nothing to do")
                .isEqualTo("Features: a, b\nContinues after 2 of 2 trials\n");
    }

    private void assertSavedAgain(String fault) {
        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .isEqualTo("Features: a, b\nContinues after 2 of 2 trials\nhone: " + study.out() + "/model: " + fault
                        + "; the best trial is trained and saved again\n");
        PipelineModel model =
                PipelineModel.load(study.out().resolve("model").toUri().toString());
        assertThat(model.stages()).isNotEmpty();
    }

    @Test
    void aFiniteSpaceHasNoMoreTrialsThanConfigurations() {
        CommandLineRun run = study.run("tune", "--set", "search.method=random", "--set", "search.trials=50");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("trials       2 of 2 distinct configurations (search.trials: 50)\n");
        assertThat(study.leaderboard()).hasSize(3);
    }

    @Test
    void autoTriesAFiniteSpaceWholeAndTellsWhatItPicked() {
        CommandLineRun run = study.run("tune", "--set", "search.trials=50");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("search       auto: gp (1 dimension), seed 7\n")
                .contains("trials       2 of 2 distinct configurations (search.trials: 50)\n");
        assertThat(study.leaderboard()).hasSize(3);
    }

    @Test
    void anAdaptiveSearchContinuesWhereItWas() {
        study.write(
                "study.yaml",
                study.text()
                        .replace("minInfoGain: 0.0", "minInfoGain: {uniform: [0, 0.5]}")
                        .replace("seed: 7", "seed: 7\n  curves: false"));
        assertThat(study.run("tune", "--set", "search.trials=5").exitCode()).isZero();
        List<String> before = study.leaderboard().stream()
                .map(TuneTest::withoutRankAndEstimate)
                .toList();

        CommandLineRun run = study.run("tune", "--set", "search.trials=8");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .startsWith("Features: a, b\nContinues after 5 of 8 trials\n")
                .hasLineCount(5);
        assertThat(study.leaderboard()).hasSize(9);
        assertThat(study.leaderboard().stream().map(TuneTest::withoutRankAndEstimate))
                .containsAll(before);
    }

    /** More trials change what a model expects of each. */
    private static String withoutRankAndEstimate(String line) {
        return line.replaceFirst("^[^,]*,((?:[^,]*,){5})[^,]*,", "$1");
    }

    @Test
    void aTimeLimitAloneEndsASearchOfAnInfiniteSpace() {
        study.write("study.yaml", study.text().replace("minInfoGain: 0.0", "minInfoGain: {uniform: [0, 0.5]}"));

        assertThat(study.run("validate", "--set", "search.time-limit=2s", "--set", "search.curves=false")
                        .out())
                .contains("search    auto: gp for 250 trials, then tpe (2 dimensions), seed 7\n")
                .contains("trials    as many as the time limit permits\n")
                .doesNotContain("fits");
        CommandLineRun run = study.run("tune", "--set", "search.time-limit=2s", "--set", "search.curves=false");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("search       auto: gp for 250 trials, then tpe (2 dimensions), seed 7\n");
        assertThat(study.leaderboard().size() - 1)
                .isPositive()
                .isEqualTo(study.json("result.json").at("/trials/total").intValue());
        assertThat(run.err()).doesNotContain("left]").contains("[1 trials");
    }

    private static String withoutRank(String line) {
        return line.substring(line.indexOf(',') + 1);
    }

    @Test
    void validatePrintsThePlanAndWritesNothing() {
        assertThat(study.run("validate", "--set", "search.method=random", "--set", "search.trials=1")
                        .out())
                .contains("trials    1 of 2 distinct configurations\n");
        CommandLineRun run = study.run("validate", "--set", "validation.folds=3");

        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        0,
                        """
                study     tiny
                table     file:%1$s/table.csv: 12 rows, 2 features, 2 classes (blue, red)
                features  a, b
                learners  DecisionTreeClassifier
                search    grid, seed 7
                metric    accuracy, maximize
                folds     3 (stratified-k-fold)
                trials    2
                fits      7 (2 x 3, and the best on all rows)
                lane      auto
                slots     2
                memory    0.0 MiB for the table, once on the driver and each executor
                heap      about 96.0 MiB of the driver's %2$s
                cache     0.0 MiB for what trials of the same folds share, of which a quarter of an executor's heap is kept at most
                output    %1$s/out, new
                """.formatted(
                                temporary, new ByteSize(Runtime.getRuntime().maxMemory())),
                        ""));
        assertThat(study.out()).doesNotExist();
    }

    @Test
    void validateTellsWhyALaneIsNotTheFastest() {
        assertThat(study.run("validate", "--set", "search.lane=inline").out())
                .contains("lane      inline: search.lane asks for it\n");
        study.write(
                "study.yaml",
                study.text()
                        .replace("DecisionTreeClassifier", "FMClassifier")
                        .replace("maxDepth", "maxIter")
                        .replace("minInfoGain", "regParam"));
        assertThat(study.run("validate").out()).contains("lane      auto, inline: FMClassifier has no fast trainer\n");
    }

    @Test
    void aStudyMayBeJson() {
        study.write("study.json", """
                {"name": "json", "data": {"path": "table.csv", "format": "csv", "label": "kind"},
                \t"learner": "NaiveBayes", "validation": {"metric": "accuracy", "folds": 2},
                \t"output": {"path": "%s"}}
                """.formatted(study.out()));

        CommandLineRun run =
                CommandLineRun.of("validate", temporary.resolve("study.json").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("study     json\n").contains("\nlearners  NaiveBayes\n", "\ntrials    1\n");
    }

    /** Whether this process was started with the signal ignored, which no handler changes. */
    private static boolean isIgnored(Signal signal) {
        SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
        Signal.handle(signal, handler);
        return handler.equals(SignalHandler.SIG_IGN);
    }

    private void stoppedTrees(String depths) {
        study.write(
                "study.yaml",
                study.text()
                        .replace("DecisionTreeClassifier", StoppedTree.class.getName())
                        .replace("[1, 2]", depths));
    }

    private void assertEnded(String state, int exitCode, String message) {
        JsonNode status = study.json("status.json");
        assertThat(status.at("/state").textValue()).isEqualTo(state);
        assertThat(status.at("/exitCode").intValue()).isEqualTo(exitCode);
        assertThat(status.at("/message").textValue()).isEqualTo(message);
        CommandLineRun printed = CommandLineRun.of("status", study.out().toString());
        assertThat(printed.exitCode()).isEqualTo(exitCode);
        assertThat(printed.out()).startsWith("tiny: " + state + ", " + message + " (");
    }

    private void delete(String... names) throws IOException {
        for (String name : names) {
            try (Stream<Path> files = Files.walk(study.out().resolve(name))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
