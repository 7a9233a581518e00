package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.Trials;
import dev.hone.driver.execute.fault.RunningRecord;
import dev.hone.driver.execute.fault.RunningTrials;
import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that run when a process ends, which a copy of the record stands for. */
class SuspectsTest {
    @TempDir
    private Path temporary;

    private Path running = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        running = Files.createDirectories(temporary.resolve("journal")).resolve(".running");
    }

    @Test
    void nothingIsSetAsideOfAFolderWithoutRecord() {
        assertThat(update()).isEqualTo(SetAside.NONE);
        assertThat(update().text()).isEmpty();
    }

    @Test
    void trialsThatRanSideBySideAreSuspects() throws IOException {
        dieWith(3, 8);

        SetAside setAside = update();

        assertThat(setAside.suspects()).containsExactlyInAnyOrder(3L, 8L);
        assertThat(setAside.guilty()).isEmpty();
        assertThat(setAside.text())
                .hasValue(
                        "an earlier run was ended while trials 3, 8 ran; if not finished, each runs alone after the others");
    }

    @Test
    void aSuspectThatTwiceRanAloneWhenTheProcessEndedIsGuilty() throws IOException {
        dieWith(3, 8);
        update();
        dieWith(8);
        assertThat(update().guilty()).as("somebody may have killed the process").isEmpty();
        dieWith(8);

        assertThat(update()).isEqualTo(new SetAside(Set.of(3L, 8L), Set.of(8L)));
    }

    @Test
    void aTrialThatRanAloneAtItsFirstDeathIsASuspectOnly() throws IOException {
        dieWith(8);
        assertThat(update()).isEqualTo(new SetAside(Set.of(8L), Set.of()));
    }

    @Test
    void aDeathIsCountedOnceAlsoIfTheNextRunsEndBeforeTheirSearch() throws IOException {
        dieWith(8);
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), new Configuration())) {
            for (int run = 0; run < 4; run++) {
                assertThat(Suspects.update(folder)).isEqualTo(new SetAside(Set.of(8L), Set.of()));
            }
        }
    }

    @Test
    void trialsThatHaveEndedAreNotInTheRecord() throws IOException {
        RunningRecord record = RunningTrials.record(running).orElseThrow();
        RunningTrials.during(List.of(Trials.config(1), Trials.config(2)), () -> {
            assertThat(RunningRecord.left(running)).containsExactly(1L, 2L);
            return true;
        });

        assertThat(RunningRecord.left(running)).isEmpty();
        record.close();
        assertThat(running).doesNotExist();
    }

    @Test
    void aRecordThatIsDamagedIsIgnored() throws IOException {
        Files.writeString(running, "no record");

        assertThat(update()).isEqualTo(SetAside.NONE);
    }

    private SetAside update() {
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), new Configuration())) {
            SetAside setAside = Suspects.update(folder);
            Files.deleteIfExists(running);
            return setAside;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Leaves the record of a process that ended while each of these trials ran on a thread of its own. */
    private void dieWith(long... trials) throws IOException {
        Path copy = temporary.resolve("copy");
        CountDownLatch begun = new CountDownLatch(trials.length);
        CountDownLatch died = new CountDownLatch(1);
        try (RunningRecord unused = RunningTrials.record(running).orElseThrow()) {
            List<CompletableFuture<Void>> threads = LongStream.of(trials)
                    .mapToObj(trial -> CompletableFuture.runAsync(
                            () -> RunningTrials.during(List.of(Trials.config(trial)), () -> {
                                begun.countDown();
                                await(died);
                                return true;
                            }),
                            task -> new Thread(task).start()))
                    .toList();
            await(begun);
            Files.copy(running, copy, StandardCopyOption.REPLACE_EXISTING);
            died.countDown();
            threads.forEach(CompletableFuture::join);
        }
        Files.move(copy, running);
        assertThat(RunningRecord.left(running))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(trials).boxed().toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
