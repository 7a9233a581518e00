package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hone.driver.ChildJvm;
import dev.hone.driver.execute.PacedTree;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed, by a signal that it cannot catch, and started again. */
@Tag("endurance")
@Timeout(3600)
class KilledDriverIT {
    private static final int KILLS = Integer.getInteger("hone.tests.moments", 20);

    /** Every so many kills one falls into what comes before the search: the table is prepared, the journal is read. */
    private static final int EARLY = 4;

    private static final int LONGEST_MILLIS = 3000;

    /** Such that the trials outlast the kills. */
    private static final int PACE_MILLIS = 100;

    /** Longest time for which work that has ended is held in memory only. */
    private static final long UNWRITTEN_MILLIS = 1000;

    private static final Duration START = Duration.ofSeconds(300);

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void aSearchThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            Path told = folder.resolve("told" + kill);
            Process driver = start(PACE_MILLIS, "killed", told);
            int lines = kill % EARLY == 0 ? 1 : 2;
            await("start " + kill + " of seed " + seed)
                    .atMost(START)
                    .until(() -> lines(told).size() >= lines || !driver.isAlive());
            boolean hasEnded = driver.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            long killed = System.currentTimeMillis();
            driver.destroyForcibly().waitFor();

            String when = "kill " + kill + " of seed " + seed;
            assertThat(hasEnded).as(when + ": " + log()).isFalse();
            List<Long> kept = kept();
            assertThat(kept).as(when).doesNotHaveDuplicates();
            assertThat(kept.size()).as(when).isGreaterThanOrEqualTo(toldBefore(killed - UNWRITTEN_MILLIS, told));
        }

        assertThat(start(0, "killed", folder.resolve("told")).waitFor())
                .as(log())
                .isZero();
        assertThat(start(0, "undisturbed", folder.resolve("told")).waitFor())
                .as(log())
                .isZero();

        assertThat(kept())
                .as("seed " + seed)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, PacedTuner.TRIALS).boxed().toList());
        assertThat(leaderboard("killed")).as("seed " + seed).isEqualTo(leaderboard("undisturbed"));
    }

    private Process start(int paceMillis, String name, Path told) throws IOException {
        List<String> command = ChildJvm.command(
                PacedTuner.class,
                List.of(PacedTree.option(paceMillis)),
                folder.resolve(name).toString(),
                told.toString(),
                folder.resolve(name + ".leaderboard").toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        started.add(process);
        return process;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private List<String> leaderboard(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".leaderboard"));
    }

    /** The trials whose outcomes the journal has. */
    private List<Long> kept() {
        List<Long> trials = new ArrayList<>();
        try (OutputFolder output = OutputFolder.at(folder.resolve("killed").toString(), new Configuration())) {
            StudyJournal.read(output)
                    .replay(outcome -> trials.add(outcome.config().number()));
        }
        return trials;
    }

    private static List<String> lines(Path told) throws IOException {
        return Files.exists(told) ? Files.readAllLines(told) : List.of();
    }

    /** How many trials were told to have ended before a moment. */
    private static int toldBefore(long millis, Path told) throws IOException {
        return lines(told).stream()
                .map(line -> line.split(" "))
                .filter(line -> line.length == 2 && Long.parseLong(line[1]) < millis)
                .mapToInt(line -> Integer.parseInt(line[0]))
                .max()
                .orElse(0);
    }
}
