package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                new TrialOutcome.Failed(Trials.config(7), FailureCategory.MODEL_NOT_FINITE, "NaN", 3, 9),
                Trials.scored(1, "f1", 1e-300));
        try (OutputFolder folder = folder()) {
            append(folder, written);

            assertThat(replayed(folder)).isEqualTo(written);
        }
    }

    @Test
    void theReasonOfALaneIsReadBack() {
        Scored fast = (Scored) Trials.scored(0, "f1", 0.5);
        LaneChoice inline = new LaneChoice(Lane.INLINE, "FMClassifier has no fast trainer");
        TrialOutcome written = new Scored(fast.config(), inline, fast.folds(), fast.nanos());
        try (OutputFolder folder = folder()) {
            append(folder, List.of(written));

            assertThat(replayed(folder)).containsExactly(written);
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

    /** By listings and reads of the reader: the 64th write merges all segments in the middle of one of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 20, 40, 66})
    void aReaderSeesEveryTrialWhileTheOwnerMerges(int step) {
        try (OutputFolder folder = folder();
                StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock)) {
            for (int number = 0; number < 63; number++) {
                journal.append(Trials.scored(number, "f1", 0.5));
                journal.flush();
            }
            Configuration files = InterleavedFiles.configuration(step, () -> {
                journal.append(Trials.scored(63, "f1", 0.5));
                journal.flush();
            });

            try (OutputFolder read = OutputFolder.at(temporary.resolve("out").toString(), files)) {
                EarlierRun run = EarlierRun.read(read);

                assertThat(InterleavedFiles.hasHappened()).isTrue();
                assertThat(run.outcomes()).hasSizeBetween(63, 64);
                StudyJournal reader = StudyJournal.read(read);
                reader.replay(outcome -> {});
                assertThat(reader.damages()).isEmpty();
            }
        }
    }

    @Test
    void aLineThatACrashCutOffCostsItsTrialOnly() throws IOException {
        try (OutputFolder folder = folder()) {
            append(folder, List.of(Trials.scored(0, "f1", 0.5), Trials.scored(1, "f1", 0.6)));
            Path segment = segments().get(0);
            String text = Files.readString(segment);
            Files.writeString(segment, text.substring(0, text.indexOf("{\"segment\"") - 30));

            assertThat(replayed(folder)).containsExactly(Trials.scored(0, "f1", 0.5));
            assertThat(damages(folder))
                    .containsExactly(segment + ", line 2: damaged: no checksum at its end; what is missing runs again");
        }
    }

    @Test
    void damagedLinesAreToldInOneLinePerFile() throws IOException {
        try (OutputFolder folder = folder()) {
            append(folder, List.of(Trials.scored(0, "f1", 0.5)));
            Path segment = segments().get(0);
            Files.writeString(segment, "garbage\n".repeat(7) + Files.readString(segment));
            Path foreign = Files.writeString(segment.resolveSibling("notes.txt"), "precious");

            assertThat(replayed(folder)).containsExactly(Trials.scored(0, "f1", 0.5));
            assertThat(damages(folder))
                    .containsExactly(
                            foreign + " is no file of a journal, and ignored",
                            segment + ", lines 1, 2, 3, 4, 5 and 2 more: damaged: no checksum at its end; what is"
                                    + " missing runs again");
        }
    }

    @Test
    void everyFlippedBitOfASegmentIsToldOrHarmless() throws IOException {
        try (OutputFolder folder = folder()) {
            List<TrialOutcome> written = List.of(Trials.scored(0, "f1", 0.5, 0.25), Trials.failed(1, "no convergence"));
            append(folder, written);
            Path segment = segments().get(0);
            byte[] bytes = Files.readAllBytes(segment);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(segment, flipped);

                StudyJournal journal = StudyJournal.read(folder);
                List<TrialOutcome> outcomes = new ArrayList<>();
                journal.replay(outcomes::add);

                assertThat(written).as("bit %d", bit).containsAll(outcomes);
                if (journal.damages().isEmpty()) {
                    assertThat(outcomes).as("bit %d", bit).isEqualTo(written);
                }
            }
        }
    }

    @Test
    void everyFlippedBitOfTheHeadIsToldOrHarmless() throws IOException {
        try (OutputFolder folder = folder()) {
            append(folder, List.of());
            Path head = temporary.resolve("out/journal/head.json");
            byte[] bytes = Files.readAllBytes(head);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(head, flipped);

                Optional<StudyIdentity> read;
                try {
                    read = StudyJournal.identity(folder);
                } catch (InvalidInputException e) {
                    assertThat(e).message().startsWith(head + ": ").hasLineCount(1);
                    continue;
                }
                assertThat(read).as("bit %d", bit).contains(IDENTITY);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"number\":0           | \"number\":\"0\"      | Field 'number' must be a whole number (value: \"0\")",
                "\"number\":0           | \"number\":-1         | Field 'number' must be between 0 and 2147483647 (value: -1)",
                "\"f1\":0.25            | \"f1\":\"0.25\"       | Field 'f1' must be a number (value: \"0.25\")",
                "\"f1\":0.25            | \"auc\":0.25          | Folds must have the same metrics ([auc], [f1])",
                "\"fold\":1             | \"fold\":0            | Field 'fold' must be 1 (value: 0)",
                "\"seed\":-3405980900428447358 | \"seed\":1.5   | Field 'seed' must be a whole number (value: 1.5)",
                "\"state\":\"scored\"   | \"state\":\"pruned\"  | Field 'state' must be scored or failed (value: pruned)",
                "\"nanos\":5000000      | \"nanos\":5000000,\"rung\":1 | Field 'rung' is not known (known: [folds, lane,"
                        + " laneReason, learner, nanos, number, params, seed, state])",
                "\"learner\":\"LogisticRegression\" | \"learner\":7 | Field 'learner' must be a text (value: 7)",
                "\"folds\":[            | \"folds\":7,\"x\":[    | Field 'x' is not known (known: [folds, lane,"
                        + " laneReason, learner, nanos, number, params, seed, state])"
            })
    void whatIsNoOutcomeIsNotTakenForOne(String right, String wrong, String reason) throws IOException {
        try (OutputFolder folder = folder()) {
            Path segment = frozen("journal-1").resolve("00000001-00000001.jsonl");
            String text = Files.readString(segment);
            assertThat(text).contains(right);
            Files.writeString(segment, text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));

            assertThat(replayed(folder)).containsExactly(Trials.failed(1, "no convergence"));
            assertThat(damages(folder))
                    .containsExactly(segment + ", line 1: not an outcome (" + reason + "); what is missing runs again");
        }
    }

    @Test
    void anOutcomeOfFewerFoldsThanTheStudyHasIsNone() {
        try (OutputFolder folder = folder()) {
            try (StudyJournal journal = StudyJournal.open(folder, IDENTITY.withFolds(2), clock)) {
                journal.append(Trials.scored(0, "f1", 0.5));
                journal.append(Trials.scored(1, "f1", 0.5, 0.25));
            }

            assertThat(replayed(folder)).containsExactly(Trials.scored(1, "f1", 0.5, 0.25));
            assertThat(damages(folder))
                    .singleElement()
                    .asString()
                    .endsWith(", line 1: not an outcome (folds: 1, of the study: 2); what is missing runs again");
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
    void whatADriverWasKilledOverIsRemoved() {
        try (OutputFolder folder = folder()) {
            StudyJournal.open(folder, IDENTITY, clock).close();
            folder.replace("journal/.00000001-00000001.v3.jsonl.1f2e.new", writer -> writer.print("half a li"));

            StudyJournal.open(folder, IDENTITY, clock).close();

            assertThat(folder.list("journal")).noneMatch(name -> name.endsWith(".new"));
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
            frozen("journal-1");

            assertThat(StudyJournal.identity(folder)).contains(identity("frozen", "d1", "f1"));
            assertThat(replayed(folder))
                    .containsExactly(Trials.scored(0, "f1", 0.25, 0.5), Trials.failed(1, "no convergence"));
            assertThat(damages(folder)).isEmpty();
        }
    }

    @Test
    void readsTheJournalOfFormatTwo() throws IOException {
        try (OutputFolder folder = folder()) {
            frozen("journal-2");

            assertThat(StudyJournal.identity(folder))
                    .contains(identity("frozen", "d1", "f1").withFolds(2));
            assertThat(replayed(folder))
                    .containsExactly(Trials.scored(0, "f1", 0.25, 0.5), Trials.failed(1, "no convergence"));
            assertThat(damages(folder)).isEmpty();
        }
    }

    @Test
    void readsTheJournalOfFormatThree() throws IOException {
        try (OutputFolder folder = folder()) {
            frozen("journal-3");

            assertThat(StudyJournal.identity(folder))
                    .contains(identity("frozen", "d1", "f1").withFolds(2));
            assertThat(replayed(folder))
                    .containsExactly(Trials.scored(0, "f1", 0.25, 0.5), Trials.failed(1, "no convergence"));
            assertThat(proposed(folder)).containsExactly(Trials.config(0), Trials.config(1), Trials.config(2));
            assertThat(damages(folder)).isEmpty();
        }
    }

    @Test
    void readsTheJournalOfFormatFour() throws IOException {
        try (OutputFolder folder = folder()) {
            frozen("journal-4");

            assertThat(StudyJournal.identity(folder))
                    .contains(identity("frozen", "d1", "f1").withFolds(2));
            assertThat(replayed(folder))
                    .containsExactly(Trials.scored(0, "f1", 0.25, 0.5), Trials.failed(1, "no convergence"));
            assertThat(proposed(folder)).containsExactly(Trials.config(0), Trials.config(1), Trials.config(2));
            assertThat(damages(folder)).isEmpty();
        }
    }

    @Test
    void aJournalOfFormatThreeIsContinuedInTheFormatOfToday() throws IOException {
        try (OutputFolder folder = folder()) {
            Path journal = frozen("journal-3");
            StudyIdentity identity = identity("frozen", "d1", "f1").withFolds(2);
            try (StudyJournal continued = StudyJournal.open(folder, identity, clock)) {
                continued.append(Trials.failed(2, "no convergence"));
            }

            assertThat(journal.resolve("head.json")).content().startsWith("{\"format\":4,");
            assertThat(replayed(folder)).hasSize(3);
            assertThat(damages(folder)).isEmpty();
        }
    }

    @Test
    void givesBackProposalsAndOutcomesInTheOrderOfWriting() {
        try (OutputFolder folder = folder()) {
            try (StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock)) {
                journal.propose(Trials.config(0));
                journal.propose(Trials.config(1));
                journal.append(Trials.scored(1, "f1", 0.5));
                journal.propose(Trials.config(2));
            }
            List<String> read = new ArrayList<>();

            StudyJournal.read(folder)
                    .replay(
                            outcome -> read.add("ended " + outcome.config().number()),
                            proposal -> read.add("proposed " + proposal.number()));

            assertThat(read).containsExactly("proposed 0", "proposed 1", "ended 1", "proposed 2");
        }
    }

    @Test
    void aJournalOfFormatOneIsContinuedWithChecksums() throws IOException {
        try (OutputFolder folder = folder()) {
            frozen("journal-1");
            StudyIdentity identity = identity("frozen", "d1", "f1").withFolds(2);
            try (StudyJournal journal = StudyJournal.open(folder, identity, clock)) {
                journal.append(Trials.failed(2, "no convergence"));
            }

            assertThat(StudyJournal.identity(folder)).contains(identity);
            assertThat(segments())
                    .extracting(segment -> segment.getFileName().toString())
                    .containsExactly("00000001-00000001.jsonl", "00000002-00000002.v3.jsonl");
            assertThat(replayed(folder)).hasSize(3);
            assertThat(damages(folder)).isEmpty();
        }
    }

    @Test
    void aJournalOfALaterFormatIsRefused() throws IOException {
        try (OutputFolder folder = folder()) {
            Path head = frozen("journal-1").resolve("head.json");
            Files.writeString(head, Files.readString(head).replace("\"format\":1", "\"format\":5"));

            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> StudyJournal.identity(folder))
                    .withMessage(
                            head + ": journal format 5 is not known (known: 1, 2, 3, 4); restore it, or name another"
                                    + " output folder");
        }
    }

    private static List<TrialConfig> proposed(OutputFolder folder) {
        List<TrialConfig> proposed = new ArrayList<>();
        StudyJournal.read(folder).replay(outcome -> {}, proposed::add);
        return proposed;
    }

    private Path frozen(String name) throws IOException {
        Path journal = Files.createDirectories(temporary.resolve("out/journal"));
        String segment = "00000001-00000001"
                + switch (name) {
                    case "journal-1" -> ".jsonl";
                    case "journal-4" -> ".v3.jsonl";
                    default -> ".v2.jsonl";
                };
        for (String file : List.of("head.json", segment)) {
            try (var stream = StudyJournalTest.class.getResourceAsStream("/" + name + "/" + file)) {
                Files.copy(Objects.requireNonNull(stream, file), journal.resolve(file));
            }
        }
        return journal;
    }

    private static List<String> damages(OutputFolder folder) {
        StudyJournal journal = StudyJournal.read(folder);
        journal.replay(outcome -> {});
        return journal.damages();
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
