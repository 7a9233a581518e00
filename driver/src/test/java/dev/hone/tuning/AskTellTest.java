package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.cli.CommandLineRun;
import dev.hone.worker.data.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials of an engine of the user's own. */
class AskTellTest {
    private static final NamedParamSpace SPACE = NamedParamSpace.builder()
            .uniform("x", -5, 5)
            .choice("step", 1, 2, 4)
            .build();
    private static final NamedParamSpace FINITE =
            NamedParamSpace.builder().integer("n", 1, 4).build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"auto", "gp", "tpe", "random", "sobol"})
    void theBestOfWhatWasToldIsTheLeastLoss(String sampler) {
        try (AskTell study = builder().setSampler(sampler).setNumTrials(15).open()) {
            List<TrialResult> told = new ArrayList<>();
            for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
                study.tell(next.get(), loss(next.get()));
                told.add(study.trials().get(told.size()));
            }

            assertThat(told).hasSize(15);
            double least = told.stream()
                    .mapToDouble(trial -> trial.score().orElseThrow())
                    .min()
                    .orElseThrow();
            assertThat(study.best().orElseThrow().score()).hasValue(least);
            assertThat(study.endsEarly()).isEmpty();
        }
    }

    @Test
    void severalTrialsMayBeAskedForBeforeOneIsTold() {
        try (AskTell study = builder().setSampler("tpe").open()) {
            List<Trial> trials = IntStream.range(0, 8)
                    .mapToObj(number -> study.ask().orElseThrow())
                    .toList();

            assertThat(trials).extracting(Trial::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(trials).extracting(Trial::params).doesNotHaveDuplicates();
            study.tell(trials.get(5), 2);
            study.tell(trials.get(3), 1);
            assertThat(study.best().orElseThrow().trial()).isEqualTo(trials.get(3));
            assertThat(study.trials())
                    .extracting(result -> result.trial().number())
                    .containsExactly(3L, 5L);
        }
    }

    @Test
    void aTrialThatFailedIsToldWithItsReason() {
        try (AskTell study = builder().open()) {
            study.tell(study.ask().orElseThrow(), Double.NaN);
            study.tellFailed(study.ask().orElseThrow(), "exit code 3");
            study.tellFailed(study.ask().orElseThrow(), new IOException("disk full"));

            assertThat(study.best()).isEmpty();
            assertThat(study.trials())
                    .extracting(trial -> trial.failure().orElseThrow())
                    .containsExactly(
                            "SCORE_NOT_FINITE: the score that was told is NaN",
                            "OBJECTIVE_FAILED: exit code 3",
                            "OBJECTIVE_FAILED: IOException: disk full");
        }
    }

    @Test
    void aTrialIsToldOnceAndOnlyIfItWasAskedFor() {
        try (AskTell study = builder().open();
                AskTell other = builder().setSeed(1).open()) {
            Trial trial = study.ask().orElseThrow();
            study.tell(trial, 1);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> study.tell(trial, 2))
                    .withMessage("A trial must be asked for before it is told, and told once (" + trial + ")");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.tellFailed(trial, "no"))
                    .withMessageStartingWith("A trial must be asked for before it is told");
            assertThat(study.best().orElseThrow().score()).hasValue(1);
        }
    }

    @Test
    void aFiniteSpaceRunsOutOfTrialsAndSaysSo() {
        try (AskTell study =
                AskTell.builder().setSearchSpace(FINITE).setNumTrials(9).open()) {
            for (int trial = 0; trial < 4; trial++) {
                study.tell(study.ask().orElseThrow(), trial);
            }

            assertThat(study.ask()).isEmpty();
            assertThat(study.endsEarly())
                    .hasValue("The search space has only 4 distinct configurations (numTrials: 9)");
        }
    }

    @Test
    void aGridIsAskedForWhole() {
        try (AskTell study =
                AskTell.builder().setSearchSpace(FINITE).setSampler("grid").open()) {
            List<Object> values = new ArrayList<>();
            for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
                values.add(next.get().getInt("n"));
            }

            assertThat(values).containsExactly(1, 2, 3, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "random"})
    void aStudyThatIsOpenedAgainGoesOnAsUndisturbed(String sampler) throws IOException {
        AskTell.Builder builder = builder().setSampler(sampler).setNumTrials(14);
        List<String> undisturbed = new ArrayList<>();
        try (AskTell study = builder.open()) {
            for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
                undisturbed.add(next.get().toString());
                study.tell(next.get(), loss(next.get()));
            }
        }
        builder.setOutput(folder.resolve("out").toString());
        List<String> again = new ArrayList<>();
        try (AskTell study = builder.open()) {
            for (int trial = 0; trial < 6; trial++) {
                Trial next = study.ask().orElseThrow();
                again.add(next.toString());
                study.tell(next, loss(next));
            }
            // Asked for and never told.
            study.ask();
        }
        assertThat(state()).isEqualTo("interrupted");

        try (AskTell study = builder.open()) {
            assertThat(study.trials()).hasSize(6);
            for (Optional<Trial> next = study.ask(); next.isPresent(); next = study.ask()) {
                again.add(next.get().toString());
                study.tell(next.get(), loss(next.get()));
            }
        }

        assertThat(again).isEqualTo(undisturbed);
        assertThat(state()).isEqualTo("succeeded");
        CommandLineRun report =
                CommandLineRun.of("report", folder.resolve("out").toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(report.out()).startsWith("AskTell: 14 trials scored");
    }

    @Test
    void aTrialThatWasToldIsOnDiskWhenTellReturns() {
        AskTell.Builder builder = builder().setOutput(folder.resolve("out").toString());
        try (AskTell study = builder.open()) {
            study.tell(study.ask().orElseThrow(), 1);

            assertThat(folder.resolve("out/journal").toFile().list((place, name) -> name.endsWith(".jsonl")))
                    .isNotEmpty();
        }
    }

    @Test
    void aStudyThatIsOpenIsOpenedByNobodyElse() {
        AskTell.Builder builder = builder().setOutput(folder.resolve("out").toString());
        try (AskTell study = builder.open()) {
            study.tell(study.ask().orElseThrow(), 1);

            assertThatIllegalStateException()
                    .isThrownBy(builder::open)
                    .withMessageStartingWith(folder.resolve("out") + ": in use by another driver (host ")
                    .withMessageContaining(", pid " + ProcessHandle.current().pid() + ", ")
                    .withMessageEndingWith("; wait for its end, stop it, or name another folder");

            study.tell(study.ask().orElseThrow(), 2);
        }

        try (AskTell next = builder.open()) {
            assertThat(next.trials()).hasSize(2);
        }
    }

    @Test
    void aStudyWhoseLockIsDeletedWritesNothingMore() throws IOException {
        AskTell study = builder().setOutput(folder.resolve("out").toString()).open();
        study.tell(study.ask().orElseThrow(), 1);
        Trial late = study.ask().orElseThrow();
        String[] before = folder.resolve("out/journal").toFile().list();
        Files.delete(folder.resolve("out/lock-00000001.json"));

        assertThatIllegalStateException()
                .isThrownBy(() -> study.tell(late, 2))
                .withMessageContaining("lock-00000001.json was deleted");

        assertThat(folder.resolve("out/journal").toFile().list()).containsExactlyInAnyOrder(before);
        assertThatIllegalStateException().isThrownBy(study::close);
    }

    @Test
    void aStudyThatCannotBeReadBackLeavesItsFolderToTheNextOne() throws IOException {
        AskTell.Builder builder = builder().setOutput(folder.resolve("out").toString());
        try (AskTell study = builder.open()) {
            study.tell(study.ask().orElseThrow(), 1);
        }
        Path segment = segment();
        Path kept = Files.move(segment, folder.resolve("kept"));
        Files.createDirectory(segment); // which cannot be read as a file, by root neither

        assertThatThrownBy(builder::open).isInstanceOf(UncheckedIOException.class);

        assertThat(state()).isEqualTo("failed");
        Files.delete(segment);
        Files.move(kept, segment);
        try (AskTell study = builder.open()) {
            assertThat(study.trials()).hasSize(1);
        }
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/journal"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void aStudyInWhichNothingWasToldLeavesNothing() {
        builder().setOutput(folder.resolve("out").toString()).open().close();

        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aStudyThatIsClosedIsReadButNotGoneOnWith() {
        AskTell study = builder().open();
        Trial trial = study.ask().orElseThrow();
        Trial other = study.ask().orElseThrow();
        study.tell(trial, 1);
        study.close();
        study.close();

        assertThat(study.best()).isPresent();
        assertThatIllegalStateException().isThrownBy(study::ask).withMessage("The study is closed");
        assertThatIllegalStateException().isThrownBy(() -> study.tell(other, 1)).withMessage("The study is closed");
    }

    @Test
    void aSpaceIsNeeded() {
        assertThatThrownBy(() -> AskTell.builder().open())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("searchSpace must be set, for the trials");
    }

    @Test
    @Timeout(60)
    void aProgramThatIsStoppedTellsThatItsStudyWasInterrupted() throws IOException, InterruptedException {
        String output = folder.resolve("out").toString();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeftStudy.class.getName(),
                        output)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader printed = program.inputReader()) {
            assertThat(printed.readLine()).isEqualTo(LeftStudy.TOLD);
            assertThat(state()).isEqualTo("running");

            program.destroy();

            assertThat(program.waitFor()).isEqualTo(143);
        }
        assertThat(state()).isEqualTo("interrupted");
        try (AskTell study = LeftStudy.open(output)) {
            assertThat(study.trials()).hasSize(1);
        }
    }

    private String state() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("out/status.json").toFile())
                .at("/state")
                .textValue();
    }

    private static AskTell.Builder builder() {
        return AskTell.builder().setSearchSpace(SPACE);
    }

    private static double loss(Trial trial) {
        return Math.abs(trial.getDouble("x") - 1) / trial.getInt("step");
    }
}
