package dev.hone.driver.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals of which something is cut off, lost, doubled, garbled or of another study, on whatever file system: what is read is
 * never wrong.
 */
abstract class SegmentFaultsContract {
    static final StudyIdentity IDENTITY = identity("study");
    private static final int SEGMENTS = 4;

    /** Of each segment, of which the trial of the next number was proposed before. */
    static final int OUTCOMES = 2;

    private static final String MERGED = "00000001-00000064.v3.jsonl";

    final ManualClock clock = new ManualClock();
    OutputFolder folder = OutputFolder.at("/", new Configuration());
    private Map<String, byte[]> whole = Map.of();

    /** An output folder that is empty before each test. */
    abstract OutputFolder open();

    /** Writes a file into the journal below the output folder. */
    abstract void put(String name, byte[] content);

    abstract void delete(String name);

    /** The files of the journal by their names, in that order. */
    abstract Map<String, byte[]> files();

    /** How many bytes more are torn off from one time to the next. */
    abstract int bytesPerTear();

    /** How many bytes more are torn off from one repair to the next, each of which takes a moment. */
    abstract int bytesPerRepair();

    /** How many times garbage is put somewhere. */
    abstract int times();

    @BeforeEach
    void writeJournal() {
        folder.close();
        folder = open();
        StudyJournal.open(folder, IDENTITY, clock).close();
        IntStream.rangeClosed(1, SEGMENTS).forEach(number -> put(name(number), segment(IDENTITY, number)));
        whole = files();
    }

    @AfterEach
    void closeFolder() {
        folder.close();
    }

    @Test
    void aWholeJournalHasNoFaults() {
        assertThat(outcomes()).isEqualTo(written());
        assertThat(damages()).isEmpty();
    }

    @Test
    void tornAtAnyByteOfItsLastSegment() {
        byte[] last = bytes(SEGMENTS);
        for (int length = 0; length < last.length - 1; length += bytesPerTear()) {
            put(name(SEGMENTS), Arrays.copyOf(last, length));

            if (length % bytesPerRepair() == 0) {
                assertRepaired("torn at " + length, without(SEGMENTS), 1);
                restore();
            } else {
                assertRead("torn at " + length, without(SEGMENTS), 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSegmentThatIsLost(int number) {
        delete(name(number));

        assertThat(damages())
                .containsExactly(
                        folder.location("journal") + ": segment " + number + " is missing; what is missing runs again");
        assertRepaired("lost", without(number), 1);
    }

    @Test
    void manySegmentsThatAreLost() {
        delete(name(1));
        delete(name(2));

        assertThat(damages())
                .containsExactly(
                        folder.location("journal") + ": segments 1 to 2 are missing; what is missing runs again");
        assertRepaired("lost", written().subList(2 * OUTCOMES, SEGMENTS * OUTCOMES), 1);
    }

    /** Nobody can know that there was one. */
    @Test
    void theLastSegmentThatIsLostIsAsOneThatWasNotWritten() {
        delete(name(SEGMENTS));

        assertThat(damages()).isEmpty();
        assertRepaired("lost", without(SEGMENTS), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aSegmentThatIsThereTwice(int number) {
        put(name(SEGMENTS + 1), bytes(number));

        assertThat(damages())
                .containsExactly(folder.location("journal", name(SEGMENTS + 1)) + ": is a copy of 0000000" + number
                        + "-0000000" + number + "; ignored");
        assertRepaired("doubled", written(), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aSegmentInThePlaceOfAnother(int number) {
        put(name(number), bytes(number % SEGMENTS + 1));

        assertRepaired("replaced", without(number), 1);
    }

    @Test
    void aSegmentUnderTheNameOfAMergedOneHidesNone() {
        put("00000001-00000004.v3.jsonl", bytes(2));

        assertRepaired("in the place of all", written(), 1);
    }

    @Test
    void aSegmentThatWasRenamedIsStillThere() {
        put(name(SEGMENTS + 1), bytes(SEGMENTS));
        delete(name(SEGMENTS));

        List<TrialOutcome> read = outcomes();

        assertThat(read).isEqualTo(written());
        assertThat(damages())
                .containsExactly(
                        folder.location("journal") + ": segment 4 is missing; what is missing runs again",
                        folder.location("journal", name(SEGMENTS + 1))
                                + ": was written as 00000004-00000004; what is missing runs again");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 50})
    void aSegmentOfAnotherStudy(int number) {
        put(name(number), segment(identity("other"), number));

        assertThat(damages())
                .containsExactly(folder.location("journal", name(number)) + ": is of another study; ignored");
        assertRepaired("foreign", number <= SEGMENTS ? without(number) : written(), 1);
    }

    @Test
    void aSegmentWithGarbage() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int time = 0; time < times(); time++) {
            restore();
            int number = 1 + random.nextInt(SEGMENTS);
            byte[] bytes = bytes(number).clone();
            int from = random.nextInt(bytes.length - 1);
            byte[] garbage = new byte[1 + random.nextInt(bytes.length - 1 - from)];
            random.nextBytes(garbage);
            System.arraycopy(garbage, 0, bytes, from, garbage.length);
            if (Arrays.equals(bytes, bytes(number))) {
                continue;
            }
            put(name(number), bytes);

            assertRepaired("seed " + seed + ", time " + time, without(number), 1);
        }
    }

    @Test
    void aSegmentThatIsEmptyAndAnotherOneThatIsTorn() {
        put(name(2), new byte[0]);
        put(name(3), Arrays.copyOf(bytes(3), bytes(3).length / 2));

        List<TrialOutcome> left = new ArrayList<>(without(2));
        left.removeAll(written().subList(2 * OUTCOMES, 3 * OUTCOMES));
        assertRepaired("two at once", left, 2);
    }

    @Test
    void withoutAHeadTheStudyIsKnownByItsSegments() {
        delete("head.json");

        StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock);

        assertThat(replayed(journal)).isEqualTo(written());
        assertThat(journal.damages())
                .containsExactly(folder.location("journal", "head.json") + " is missing; it is written again");
        assertThat(outcomes()).isEqualTo(written());
        assertThat(damages()).isEmpty();
    }

    @Test
    void withoutAHeadNoSegmentOfAnotherStudyCounts() {
        delete("head.json");

        StudyJournal journal = StudyJournal.open(folder, identity("other"), clock);

        assertThat(replayed(journal)).isEmpty();
        assertThat(journal.damages())
                .hasSize(1 + SEGMENTS)
                .last()
                .asString()
                .contains(": is of another study; kept as ");
        assertThat(files().keySet()).contains(name(1) + ".foreign");
    }

    @Test
    void withoutAHeadSegmentsOfEarlierVersionsBelongToNobody() throws IOException {
        restoreNothing();
        put("00000001-00000001.v2.jsonl", resource("journal-3/00000001-00000001.v2.jsonl"));

        StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock);

        assertThat(replayed(journal)).isEmpty();
        assertThat(journal.damages())
                .last()
                .asString()
                .contains(": of which study it is was told by head.json, which is missing; kept as");
    }

    /** A crash after the merged segment was written, and before all those that it replaces were deleted. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 64})
    void aMergeThatWasCutOffLeavesEachTrialOnce(int left) {
        restoreNothing();
        put("head.json", bytes("head.json"));
        put(MERGED, merged());
        for (int number = 65 - left; number <= 64; number++) {
            put(name(number), segment(IDENTITY, number));
        }

        assertThat(outcomes()).isEqualTo(written(64));
        assertThat(damages()).isEmpty();
        assertThat(replayed(StudyJournal.open(folder, IDENTITY, clock))).isEqualTo(written(64));
        assertThat(segments()).containsExactly(MERGED);
    }

    @Test
    void whoReadsWhileTheDriverMergesMissesNothing() {
        StudyJournal driver = manySegments(63);
        List<TrialOutcome> read = new ArrayList<>();
        StudyJournal reader = StudyJournal.read(folder);

        reader.replay(outcome -> {
            if (read.isEmpty()) {
                append(driver, 64);
            }
            read.add(outcome);
        });

        assertThat(segments()).containsExactly(MERGED);
        assertThat(read.stream().distinct()).containsExactlyElementsOf(written(64));
        assertThat(reader.damages()).isEmpty();
    }

    @Test
    void aMergedSegmentThatIsDamagedIsMadeAgainOfThoseThatAreLeft() {
        manySegments(63);
        put(MERGED, Arrays.copyOf(merged(), 1000));

        StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock);

        assertThat(replayed(journal)).containsExactlyInAnyOrderElementsOf(written(63));
        assertThat(journal.damages()).singleElement().asString().contains("kept as " + MERGED + ".damaged");
        assertThat(segments()).containsExactly(MERGED);
        assertThat(outcomes()).hasSize(63 * OUTCOMES);
        assertThat(damages()).isEmpty();
    }

    @Test
    void aSegmentThatIsDamagedWhileTheStudyRunsIsSetAsideByItsMerge() {
        StudyJournal journal = manySegments(63);
        put(name(7), Arrays.copyOf(files().get(name(7)), 50));

        append(journal, 64);

        assertThat(segments()).containsExactly(MERGED);
        assertThat(files().keySet()).contains(name(7) + ".damaged");
        assertThat(outcomes()).hasSize(63 * OUTCOMES).doesNotContainAnyElementsOf(outcomes(7));
        assertThat(damages()).isEmpty();
    }

    /** The journal of a driver that has written some segments. */
    private StudyJournal manySegments(int number) {
        restoreNothing();
        IntStream.rangeClosed(1, number).forEach(segment -> put(name(segment), segment(IDENTITY, segment)));
        put("head.json", bytes("head.json"));
        return StudyJournal.open(folder, IDENTITY, clock);
    }

    private static byte[] merged() {
        return bytes(
                IDENTITY,
                Segment.closed(1, 64),
                IntStream.rangeClosed(1, 64).boxed().flatMap(SegmentFaultsContract::json));
    }

    static byte[] segment(StudyIdentity identity, int number) {
        return bytes(identity, Segment.closed(number, number), json(number));
    }

    private static Stream<String> json(int segment) {
        return outcomes(segment).stream()
                .flatMap(outcome -> Stream.of(OutcomeJson.writeProposal(outcome.config()), OutcomeJson.write(outcome)));
    }

    private static byte[] bytes(StudyIdentity identity, Segment segment, Stream<String> json) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        SegmentWriter.write(writer, segment, identity.fingerprint(), json.toList());
        writer.flush();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What is read are outcomes that were written, in their order, at least those that are untouched. */
    private List<TrialOutcome> assertRead(String fault, List<TrialOutcome> untouched, int lines) {
        StudyJournal journal = StudyJournal.read(folder);
        List<TrialOutcome> read = replayed(journal);
        assertThat(written()).as(fault).containsSubsequence(read);
        assertThat(read).as(fault).containsSubsequence(untouched);
        assertThat(journal.damages())
                .as(fault)
                .hasSize(lines)
                .allSatisfy(line -> assertThat(line).hasLineCount(1));
        return read;
    }

    /** The next driver keeps what it finds damaged, says it once, and ends with the journal that nobody has disturbed. */
    private void assertRepaired(String fault, List<TrialOutcome> untouched, int lines) {
        List<TrialOutcome> read = assertRead(fault, untouched, lines);
        try (StudyJournal journal = StudyJournal.open(folder, IDENTITY, clock)) {
            assertThat(replayed(journal)).as(fault).isEqualTo(read);
            assertThat(journal.damages()).as(fault).hasSize(lines);
            written().stream().filter(outcome -> !read.contains(outcome)).forEach(journal::append);
        }
        StudyJournal next = StudyJournal.read(folder);
        assertThat(replayed(next)).as(fault).containsExactlyInAnyOrderElementsOf(written());
        assertThat(next.damages()).as(fault).isEmpty();
    }

    static StudyIdentity identity(String name) {
        return new StudyIdentity(name, "d", "f", new Objective("f1", Objective.Direction.MAXIMIZE)).withFolds(1);
    }

    private static void append(StudyJournal journal, int segment) {
        outcomes(segment).forEach(outcome -> {
            journal.propose(outcome.config());
            journal.append(outcome);
        });
        journal.flush();
    }

    private static List<TrialOutcome> outcomes(int segment) {
        return IntStream.range(OUTCOMES * (segment - 1), OUTCOMES * segment)
                .<TrialOutcome>mapToObj(number -> number % 2 == 0
                        ? Trials.scored(number, "f1", 1.0 / (1 + number))
                        : Trials.failed(number, "no convergence"))
                .toList();
    }

    private static List<TrialOutcome> written() {
        return written(SEGMENTS);
    }

    static List<TrialOutcome> written(int number) {
        return IntStream.rangeClosed(1, number)
                .boxed()
                .flatMap(segment -> outcomes(segment).stream())
                .toList();
    }

    private static List<TrialOutcome> without(int segment) {
        return written().stream()
                .filter(outcome -> !outcomes(segment).contains(outcome))
                .toList();
    }

    List<TrialOutcome> outcomes() {
        return replayed(StudyJournal.read(folder));
    }

    List<String> damages() {
        StudyJournal journal = StudyJournal.read(folder);
        journal.replay(outcome -> {});
        return journal.damages();
    }

    static List<TrialOutcome> replayed(StudyJournal journal) {
        List<TrialOutcome> outcomes = new ArrayList<>();
        journal.replay(outcomes::add);
        return outcomes;
    }

    static String name(int number) {
        return Segment.closed(number, number).name();
    }

    private byte[] bytes(String name) {
        return Objects.requireNonNull(whole.get(name), name);
    }

    private byte[] bytes(int number) {
        return bytes(name(number));
    }

    List<String> segments() {
        return files().keySet().stream()
                .filter(name -> Segment.named(name).isPresent())
                .toList();
    }

    private void restore() {
        restoreNothing();
        whole.forEach(this::put);
    }

    void restoreNothing() {
        files().keySet().forEach(this::delete);
    }

    private static byte[] resource(String name) throws IOException {
        try (var stream = SegmentFaultsContract.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}
