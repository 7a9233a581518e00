package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.reduce.Objective;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyJournalTest {
    private static final StudyIdentity IDENTITY = identity("study", "definition", "data");

    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock();

    @Test
    void givesBackEveryOutcomeInTheOrderOfWriting() {
        List<TrialOutcome> written = List.of(
                Trials.scored(2, "f1", 0.1, 0.30000000000000004),
                Trials.failed(0, "no \"good\"\nreason"),
                Trials.scored(1, "f1", 1e-300));
        try (OutputFolder folder = folder()) {
            append(folder, written);

            assertThat(replayed(folder)).isEqualTo(written);
        }
    }

    @Test
    void anOutcomeIsOnDiskOneSecondAfterItCame() {
        try (OutputFolder folder = folder()) {
            StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock);
            journal.append(Trials.scored(0, "f1", 0.5));
            clock.advance(StudyJournal.DELAY.minusMillis(1));
            journal.flushIfDue();
            assertThat(replayed(folder)).isEmpty();

            clock.advance(Duration.ofMillis(1));
            journal.flushIfDue();

            assertThat(replayed(folder)).hasSize(1);
        }
    }

    @Test
    void manyWritesAreMergedIntoFewSegmentsWithoutLosingAny() throws IOException {
        try (OutputFolder folder = folder()) {
            StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock);
            for (int number = 0; number < 200; number++) {
                journal.append(Trials.scored(number, "f1", 0.5));
                journal.flush();
            }

            assertThat(replayed(folder))
                    .extracting(outcome -> outcome.config().number())
                    .containsExactlyElementsOf(
                            Stream.iterate(0L, number -> number + 1).limit(200).toList());
            assertThat(segments()).hasSize(3 + 200 - 3 * 64);
        }
    }

    @Test
    void aLineThatACrashCutOffIsPassedOver() throws IOException {
        try (OutputFolder folder = folder()) {
            append(folder, List.of(Trials.scored(0, "f1", 0.5), Trials.scored(1, "f1", 0.6)));
            Path segment = segments().get(0);
            String text = Files.readString(segment);
            Files.writeString(segment, text.substring(0, text.length() - 30));

            assertThat(replayed(folder)).containsExactly(Trials.scored(0, "f1", 0.5));
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsNamed() throws IOException {
        try (OutputFolder folder = folder()) {
            append(folder, List.of(Trials.scored(0, "f1", 0.5)));
            Path segment = segments().get(0);
            String text = Files.readString(segment);
            Files.writeString(segment, "garbage\n" + text, StandardOpenOption.TRUNCATE_EXISTING);

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> replayed(folder))
                    .withMessageContaining(segment.getFileName() + ", line 1: not an outcome");
        }
    }

    @Test
    void aSecondRunOnTheSameFolderStopsAtItsFirstWrite() {
        try (OutputFolder folder = folder()) {
            StudyJournal first = StudyJournal.open(folder, IDENTITY, clock);
            StudyJournal second = StudyJournal.open(folder, IDENTITY, clock);
            first.append(Trials.scored(0, "f1", 0.5));
            first.flush();
            second.append(Trials.scored(0, "f1", 0.5));

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(second::flush)
                    .withMessage("Another run is writing to " + folder.location());
        }
    }

    @Test
    void refusesAFolderOfAnotherStudy() {
        try (OutputFolder folder = folder()) {
            StudyJournal.open(folder, IDENTITY, clock);

            StudyJournal.check(folder, IDENTITY);
            assertRefused(folder, identity("study", "changed", "data"), "holds another study ('study'");
            assertRefused(folder, identity("other", "definition", "data"), "holds another study ('study'");
            assertRefused(folder, identity("study", "definition", "other"), "on another state of its table");
        }
    }

    @Test
    void refusesAFolderWithFilesThatAreNoStudy() throws IOException {
        try (OutputFolder folder = folder()) {
            Files.createDirectories(temporary.resolve("out"));
            Files.writeString(temporary.resolve("out/thesis.txt"), "precious");

            assertRefused(folder, IDENTITY, "is not empty and holds no study");
        }
    }

    /** The journal as the first release wrote it; a later release must read it. */
    @Test
    void readsTheJournalOfFormatOne() throws IOException {
        try (OutputFolder folder = folder()) {
            Path journal = Files.createDirectories(temporary.resolve("out/journal"));
            for (String file : List.of("head.json", "00000001-00000001.jsonl")) {
                try (var stream = StudyJournalTest.class.getResourceAsStream("/journal-1/" + file)) {
                    Files.copy(Objects.requireNonNull(stream, file), journal.resolve(file));
                }
            }

            assertThat(StudyJournal.identity(folder)).contains(identity("frozen", "d1", "f1"));
            assertThat(replayed(folder))
                    .containsExactly(Trials.scored(0, "f1", 0.25, 0.5), Trials.failed(1, "no convergence"));
        }
    }

    private static StudyIdentity identity(String name, String definition, String data) {
        return new StudyIdentity(name, definition, data, new Objective("f1", Objective.Direction.MAXIMIZE));
    }

    private static void assertRefused(OutputFolder folder, StudyIdentity identity, String reason) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> StudyJournal.check(folder, identity))
                .withMessageStartingWith(folder.location())
                .withMessageContaining(reason);
    }

    private OutputFolder folder() {
        return OutputFolder.at(temporary.resolve("out").toString(), new Configuration());
    }

    private void append(OutputFolder folder, List<TrialOutcome> outcomes) {
        try (StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock)) {
            outcomes.forEach(journal::append);
        }
    }

    private static List<TrialOutcome> replayed(OutputFolder folder) {
        List<TrialOutcome> outcomes = new ArrayList<>();
        StudyJournal.read(folder).replay(outcomes::add);
        return outcomes;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("out/journal"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
