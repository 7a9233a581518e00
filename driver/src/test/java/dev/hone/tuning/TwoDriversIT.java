package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hone.driver.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drivers on one folder that are killed, and that stand still. */
@Tag("cluster")
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class TwoDriversIT {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private final List<Driver> drivers = new ArrayList<>();

    private record Driver(Process process, Path output) {
        String text() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(text()).isTrue();
            return process.exitValue();
        }

        void isOpen() {
            await().atMost(START).until(() -> text().startsWith(OpenStudyDriver.OPEN + "\n"));
        }

        void tells() {
            int before = told();
            await().atMost(START).until(() -> told() > before);
        }

        private int told() {
            return (int) text().lines().filter(line -> line.startsWith("told ")).count();
        }
    }

    @AfterEach
    void killDrivers() {
        drivers.forEach(driver -> driver.process().destroyForcibly());
    }

    @Test
    void oneRunsAndOneRefusesAndAfterAKillTheNextGoesOnAtOnce() throws IOException, InterruptedException {
        Driver first = start();
        first.isOpen();
        Driver second = start();

        assertThat(second.exitCode()).isEqualTo(OpenStudyDriver.NOT_OWNER);
        assertThat(second.text())
                .startsWith(out() + ": in use by another driver (host ")
                .contains(", pid " + first.process().pid() + ", ")
                .hasLineCount(1);
        first.tells();
        first.process().destroyForcibly().waitFor();
        long killed = System.nanoTime();
        Driver third = start();
        third.isOpen();

        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(25));
        third.tells();
        assertEachTrialOnce(third);
    }

    @Test
    void whoStandsStillLosesTheFolderAndStopsWhenItWakesUp() throws IOException, InterruptedException {
        Driver first = start();
        first.isOpen();
        first.tells();
        signal("STOP", first);
        Driver second = start();
        second.isOpen();
        signal("CONT", first);

        assertThat(first.exitCode()).isEqualTo(OpenStudyDriver.NOT_OWNER);
        assertThat(first.text())
                .contains(out() + ": taken over by another driver (host ")
                .contains(", pid " + second.process().pid() + ", ");
        second.tells();
        assertEachTrialOnce(second);
    }

    private void assertEachTrialOnce(Driver last) throws InterruptedException {
        last.process().destroyForcibly().waitFor();
        try (AskTell study = OpenStudyDriver.study(out().toString()).open()) {
            assertThat(study.trials())
                    .isNotEmpty()
                    .allSatisfy(trial -> assertThat(trial.score()).hasValue(OpenStudyDriver.score(trial.trial())));
            assertThat(study.trials().stream().map(trial -> trial.trial().number()))
                    .doesNotHaveDuplicates();
        }
    }

    private static void signal(String name, Driver driver) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(driver.process().pid()))
                .start()
                .waitFor();
    }

    private Driver start() throws IOException {
        Path output = temporary.resolve("driver-" + drivers.size());
        Driver driver = new Driver(
                new ProcessBuilder(ChildJvm.command(OpenStudyDriver.class, List.of(), out().toString()))
                        .redirectOutput(output.toFile())
                        .redirectError(
                                temporary.resolve("err-" + drivers.size()).toFile())
                        .start(),
                output);
        drivers.add(driver);
        return driver;
    }

    private Path out() {
        return temporary.resolve("out");
    }
}
