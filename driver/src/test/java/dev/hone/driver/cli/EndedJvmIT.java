package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ManualClock;
import dev.hone.driver.cli.progress.StatusWatch;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own whose trials end them. */
@Timeout(300)
class EndedJvmIT {
    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
        study.write(
                "study.yaml",
                study.text()
                        .replace("DecisionTreeClassifier", EndingTree.class.getName())
                        .replace("[1, 2]", "[1, 2, " + EndingTree.FATAL_DEPTH + "]"));
    }

    @Test
    void aTrialThatCallsExitFailsTheRunButKeepsWhatHasEnded() throws IOException, InterruptedException {
        CommandLineRun stopped = tune("exit");

        String reason = "trial 2 called System.exit, which ends the JVM; the same command continues";
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(1);
        assertThat(stopped.err()).contains("hone: " + reason + "\n").doesNotContain("\tat ");
        assertThat(study.json("status.json").at("/state").textValue()).isEqualTo("failed");
        assertThat(study.json("status.json").at("/message").textValue()).isEqualTo(reason);

        CommandLineRun continued = tune("exit");

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(continued.err()).contains("Continues after ");
        assertThat(study.leaderboard()).hasSize(4);
        assertThat(study.leaderboard().get(3)).contains("TRAINING_FAILED: called System.exit, which ends the JVM");
    }

    @Test
    void aProcessThatIsHaltedIsLost() throws IOException, InterruptedException {
        CommandLineRun halted = tune("halt");

        assertThat(halted.exitCode()).as("nobody can change it").isZero();
        ManualClock clock = new ManualClock();
        clock.advance(Duration.between(clock.instant(), Instant.now().plus(StatusWatch.LOST_AFTER)));
        try (OutputFolder folder = OutputFolder.at(study.out().toString(), new Configuration())) {
            StudyStatus status = new StatusWatch(folder, clock, clock::advance).now();
            assertThat(status.state()).isEqualTo(State.LOST);
            assertThat(status.message()).startsWith("no heartbeat since ");
        }
    }

    @Test
    @Tag("endurance")
    void aTrialThatHaltsTheProcessAgainAndAgainIsSetAside() throws IOException, InterruptedException {
        for (int death = 0; death < 3; death++) {
            assertThat(tune("halt").err()).doesNotContain("model  ");
        }

        CommandLineRun last = tune("halt");

        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(last.err()).contains("hone: an earlier run was ended while trial");
        assertThat(study.leaderboard()).hasSize(4);
        assertThat(study.leaderboard().get(3))
                .contains("EXECUTOR_LOST: the process ended each time that it ran this trial");
    }

    @Test
    void aTrialThatRunsOutOfMemoryCostsItselfOnly() throws IOException, InterruptedException {
        CommandLineRun run = tune("out of memory");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.leaderboard()).hasSize(4);
        assertThat(study.leaderboard().get(3)).contains(",2,failed,").contains("Java heap space");
    }

    @Test
    @Tag("cluster")
    void sparkEndsTheJvmWhereATaskOfItsOwnRunsOutOfMemory() throws IOException, InterruptedException {
        study.write("study.yaml", study.read("study.yaml").replace("seed: 7", "seed: 7\n  lane: cluster"));

        CommandLineRun run = tune("out of memory in a task of Spark");

        String reason =
                "Spark ended the JVM, as it does where a task of its own runs out of memory; give the driver more by"
                        + " --driver-memory (heap: ";
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("hone: " + reason);
        assertThat(study.json("status.json").at("/state").textValue()).isEqualTo("failed");
        assertThat(study.json("status.json").at("/message").textValue()).startsWith(reason);
    }

    private CommandLineRun tune(String way) throws IOException, InterruptedException {
        List<String> command =
                HoneJvm.command(EndingTree.WAY + "=" + way, "tune", study.file().toString());
        Path out = temporary.resolve("stdout");
        Path err = temporary.resolve("stderr");
        int exitCode = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new CommandLineRun(exitCode, Files.readString(out), Files.readString(err));
    }
}
