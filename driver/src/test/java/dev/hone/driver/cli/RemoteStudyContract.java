package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hone.driver.ChildJvm;
import dev.hone.driver.journal.RemoteStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose output is on a file system that is no local disk, with drivers in processes of their own. */
abstract class RemoteStudyContract {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String OUTPUT = "/studies/out";

    @TempDir
    private java.nio.file.Path temporary;

    private final List<Process> started = new ArrayList<>();

    abstract RemoteStore store();

    /** A driver of a test, and what it prints. */
    private record Driver(Process process, java.nio.file.Path err) {
        String printed() throws IOException {
            return Files.readString(err);
        }
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void oneDriverRunsAnotherIsRefusedAndTheNextOneContinuesWhatAKilledOneLeft() throws Exception {
        Driver first = start("first", remote(), "never");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(first.printed()).contains(EndingTree.FOR_EVER);
            assertThat(names("journal")).anyMatch(name -> name.matches("\\d.*\\.jsonl"));
        });

        Driver second = start("second", remote(), "none");

        assertThat(second.process().waitFor()).as(second.printed()).isEqualTo(75);
        assertThat(second.printed())
                .contains("hone: " + store().root() + OUTPUT + ": in use by another driver (host ")
                .contains(", pid " + first.process().pid() + ", ");
        assertThat(first.process().isAlive()).isTrue();

        first.process().destroyForcibly().waitFor();
        Driver third = start("third", remote(), "none");

        assertThat(third.process().waitFor()).as(third.printed()).isZero();
        assertThat(third.printed())
                .contains("hone: " + store().root() + OUTPUT + ": taken over from a driver that is gone (host ")
                .contains("; its process has ended)")
                .contains("Continues after ")
                .doesNotContain("ignored", "damaged", "cannot create a file");
        StudyFolder undisturbed = StudyFolder.in(temporary.resolve("local"));
        undisturbed.write(
                "study.yaml", study(undisturbed).replace(undisturbed.out().toString(), "file:" + undisturbed.out()));
        Driver local = start("local", undisturbed, "none");
        assertThat(local.process().waitFor()).as(local.printed()).isZero();
        assertThat(leaderboard()).containsExactlyElementsOf(undisturbed.leaderboard());
        assertThat(names(""))
                .contains("result.json", "status.json", "model")
                .noneMatch(name -> name.startsWith("lock-"));
        assertThat(names("journal")).allMatch(name -> name.equals("head.json") || name.endsWith(".jsonl"));
    }

    private StudyFolder remote() {
        StudyFolder remote = StudyFolder.in(temporary.resolve("remote"));
        remote.write("study.yaml", study(remote).replace(remote.out().toString(), store().root() + OUTPUT));
        return remote;
    }

    /** A tree that may never end, and some others. */
    private static String study(StudyFolder folder) {
        return folder.text()
                .replace("DecisionTreeClassifier", EndingTree.class.getName())
                .replace("[1, 2]", "[1, 2, " + EndingTree.FATAL_DEPTH + ", 4]");
    }

    private Driver start(String name, StudyFolder folder, String way) throws IOException {
        List<String> options = new ArrayList<>(
                List.of("-Dspark.master=local[2]", "-Dspark.ui.enabled=false", "-D" + EndingTree.WAY + "=" + way));
        store().settings().forEach((key, value) -> options.add("-Dspark.hadoop." + key + "=" + value));
        java.nio.file.Path err = temporary.resolve(name + ".err");
        Process process = new ProcessBuilder(ChildJvm.command(
                        HoneCommand.class, options, "tune", folder.file().toString()))
                .redirectOutput(temporary.resolve(name + ".out").toFile())
                .redirectError(err.toFile())
                .start();
        started.add(process);
        return new Driver(process, err);
    }

    private List<String> names(String below) {
        Path folder = new Path(store().root() + OUTPUT);
        return Arrays.stream(store().list(below.isEmpty() ? folder : new Path(folder, below)))
                .map(file -> file.getPath().getName())
                .filter(name -> !name.startsWith("."))
                .toList();
    }

    private List<String> leaderboard() {
        byte[] content = store().content(new Path(store().root() + OUTPUT, "leaderboard.csv"));
        return StudyFolder.leaderboard(new String(content, StandardCharsets.UTF_8));
    }
}
