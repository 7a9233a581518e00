package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.ranking.Objective;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal whose disk is full, whose folder is gone, or that may not be written to. */
class JournalFaultsTest {
    private static final StudyIdentity IDENTITY =
            new StudyIdentity("study", "definition", "data", new Objective("f1", Objective.Direction.MAXIMIZE));

    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock();
    private OutputFolder folder = OutputFolder.at("/", FailingFiles.configuration());

    @BeforeEach
    void openFolder() {
        folder.close();
        folder = OutputFolder.at(temporary.resolve("out").toString(), FailingFiles.configuration());
    }

    @AfterEach
    void mend() {
        FailingFiles.mend();
        folder.close();
    }

    @Test
    void whileTheDiskIsFullOutcomesStayInMemory() {
        try (StudyJournal journal = open()) {
            FailingFiles.fill();
            for (int second = 0; second < 20; second++) {
                journal.append(Trials.scored(second, "f1", 0.5));
                clock.advance(Duration.ofSeconds(1));
                journal.flushIfDue();
            }
            assertThat(replayed()).isEmpty();
            assertThat(journal.isFailing()).isTrue();

            FailingFiles.mend();
            clock.advance(Duration.ofSeconds(1));
            journal.flushIfDue();

            assertThat(replayed()).isEqualTo(scored(20));
            assertThat(journal.isFailing()).isFalse();
        }
    }

    @Test
    void segmentsThatCannotBeReadAreMergedLater() throws IOException {
        try (StudyJournal journal = open()) {
            for (int number = 0; number < 64; number++) {
                if (number == 63) {
                    Path segment = temporary.resolve("out/journal/00000005-00000005.v3.jsonl");
                    Files.delete(segment);
                    Files.createDirectory(segment);
                }
                journal.append(Trials.scored(number, "f1", 0.5));
                journal.flush();
            }

            assertThat(journal.isFailing()).isFalse();
            assertThat(temporary.resolve("out/journal/00000064-00000064.v3.jsonl"))
                    .exists();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, free some space there",
        "Disk quota exceeded, free some space there",
        "Read-only file system, make it writable",
        "Permission denied, make it writable",
        "Input/output error, see that it can be used"
    })
    void afterAWhileTheSearchFailsWithWhatWouldHelp(String reason, String help) {
        StudyJournal journal = open();
        journal.append(Trials.scored(0, "f1", 0.5));
        FailingFiles.breakBy(reason);
        clock.advance(StudyJournal.DELAY);
        journal.flushIfDue();
        clock.advance(WriteRetries.PATIENCE);

        String message = "Cannot write " + temporary + "/out/journal/00000001-00000001.v3.jsonl: " + reason + "; "
                + help + " and run the same again, which continues";
        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(journal::flushIfDue)
                .withMessage(message);

        journal.append(Trials.scored(1, "f1", 0.5));
        clock.advance(WriteRetries.PATIENCE);
        journal.flushIfDue();
        assertThatExceptionOfType(OutputException.class)
                .as("at the end of the search")
                .isThrownBy(journal::flush)
                .withMessage(message + " (2 entries are lost, whose trials run again)");
        FailingFiles.mend();
        journal.close();
        assertThat(replayed()).isEqualTo(scored(2));
    }

    @Test
    void theLastOutcomesHaveRoomOnAFullDisk() throws IOException {
        StudyJournal journal = open();
        Path reserve = temporary.resolve("out/journal/.reserve");
        assertThat(reserve).hasSize(64 << 10);
        journal.append(Trials.scored(0, "f1", 0.5));
        FailingFiles.fill();
        clock.advance(StudyJournal.DELAY);
        journal.flushIfDue();
        clock.advance(WriteRetries.PATIENCE);
        assertThatExceptionOfType(OutputException.class).isThrownBy(journal::flushIfDue);

        journal.close();

        assertThat(reserve).doesNotExist();
        assertThat(replayed()).isEqualTo(scored(1));
    }

    @Test
    void ofMoreThanHasRoomTheFirstOutcomesAreKept() {
        StudyJournal journal = open();
        FailingFiles.fill();
        for (int number = 0; number < 600; number++) {
            journal.append(Trials.scored(number, "f1", 0.5));
        }

        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(journal::close)
                .withMessageMatching(
                        "Cannot write .*No space left on device;.* \\(\\d+ entries are lost, whose trials run again\\)");

        List<TrialOutcome> kept = replayed();
        assertThat(kept).hasSizeBetween(150, 400).isEqualTo(scored(kept.size()));
    }

    @Test
    void theEndOfASearchWaitsForRoom() {
        List<Duration> pauses = new ArrayList<>();
        StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock, pause -> {
            pauses.add(pause);
            clock.advance(pause);
            if (pauses.size() == 5) {
                FailingFiles.mend();
            }
        });
        journal.append(Trials.scored(0, "f1", 0.5));
        FailingFiles.breakBy("No space left on device");

        journal.close();

        assertThat(pauses).hasSize(5);
        assertThat(replayed()).isEqualTo(scored(1));
    }

    @Test
    void anInterruptEndsTheWaiting() {
        StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock, pause -> {
            throw new InterruptedException();
        });
        journal.append(Trials.scored(0, "f1", 0.5));
        FailingFiles.breakBy("No space left on device");

        assertThatExceptionOfType(OutputException.class).isThrownBy(journal::flush);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatFailsOnlyAtTheCloseIsTriedAgain() {
        StudyJournal journal = open();
        FailingFiles.failAtClose();
        journal.append(Trials.scored(0, "f1", 0.5));
        clock.advance(StudyJournal.DELAY);
        journal.flushIfDue();
        FailingFiles.mend();
        assertThat(replayed()).isEmpty();

        journal.close();

        assertThat(replayed()).isEqualTo(scored(1));
    }

    @Test
    void aJournalThatIsDeletedIsWrittenAgainAndTheSearchFails() throws IOException {
        try (StudyJournal earlier = open()) {
            earlier.propose(Trials.config(0));
            earlier.append(Trials.scored(0, "f1", 0.5));
        }
        StudyJournal journal = open();
        journal.replay(outcome -> {});
        journal.append(Trials.scored(1, "f1", 0.5));
        journal.flush();
        journal.append(Trials.scored(2, "f1", 0.5));
        deleteAll();

        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(journal::flush)
                .withMessage(
                        temporary + "/out was deleted while the run wrote to it; the trials that had ended were written"
                                + " to it again: run the same again, which continues");

        journal.append(Trials.scored(3, "f1", 0.5));
        journal.close();
        StudyJournal.check(folder, IDENTITY);
        assertThat(replayed()).isEqualTo(scored(4));
        List<TrialConfig> proposed = new ArrayList<>();
        StudyJournal.read(folder).replay(outcome -> {}, proposed::add);
        assertThat(proposed).containsExactly(Trials.config(0));
    }

    @Test
    void aDeletedJournalOnAFullDiskIsWrittenOnceThereIsRoom() throws IOException {
        StudyJournal journal = open();
        journal.append(Trials.scored(0, "f1", 0.5));
        journal.flush();
        deleteAll();
        FailingFiles.breakBy("No space left on device");
        journal.append(Trials.scored(1, "f1", 0.5));
        clock.advance(StudyJournal.DELAY);
        journal.flushIfDue();
        FailingFiles.mend();
        clock.advance(Duration.ofSeconds(1));

        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(journal::flushIfDue)
                .withMessageContaining("was deleted while the run wrote to it");
        assertThat(replayed()).isEqualTo(scored(2));
    }

    @Test
    void aSearchThatIsTakenBackLeavesNoJournal() {
        StudyJournal journal = open();
        journal.append(Trials.scored(0, "f1", 0.5));

        journal.delete();
        journal.close();

        assertThat(temporary.resolve("out")).isEmptyDirectory();
    }

    private StudyJournal open() {
        return StudyJournal.open(folder, IDENTITY, clock, clock::advance);
    }

    private List<TrialOutcome> replayed() {
        List<TrialOutcome> outcomes = new ArrayList<>();
        StudyJournal.read(folder).replay(outcomes::add);
        return outcomes;
    }

    private static List<TrialOutcome> scored(int trials) {
        return LongStream.range(0, trials)
                .<TrialOutcome>mapToObj(number -> Trials.scored(number, "f1", 0.5))
                .toList();
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(temporary.resolve("out"))) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
