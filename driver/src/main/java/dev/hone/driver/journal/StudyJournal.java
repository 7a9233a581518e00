package dev.hone.driver.journal;

import dev.hone.driver.journal.Segment.Format;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcomes of a study in the order in which they arrived, in the folder {@code journal/} of its output.
 *
 * <p>Trials of samplers that look at the history are there too, from when they were proposed; those of other samplers follow
 * from their numbers.
 *
 * <p>Object stores and Hadoop's local file system cannot append, so the journal is a row of immutable segments of JSON
 * lines, each with its checksum. {@code head.json} says which study it is. A line that is damaged, or no outcome of the
 * study, costs its trial only, which is not there and runs again; {@link #damages} tells. Outcomes are written at most {@link #DELAY} after they are appended;
 * each {@value #MERGED} segments of one size are merged into one, so that their number grows with the logarithm of the
 * writes. A segment is created exclusively: a second run on the same folder finds its next segment taken and stops.
 *
 * <p>What cannot be written stays in memory and is tried again for {@link WriteRetries#PATIENCE}, in which no further trial should begin
 * ({@link #isFailing}); then the search fails. A local disk that is full has still room for it then, which was reserved before. A journal that was deleted is
 * written again as a whole, and the search fails too.
 *
 * <p>Safe for use by several threads: what has ended is flushed even by a hook of a JVM that shuts down.
 */
public final class StudyJournal implements TrialJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StudyJournal.class);

    /** Longest time for which an outcome is held in memory only. */
    public static final Duration DELAY = Duration.ofSeconds(1);

    private static final int MERGED = 64;
    private static final int MOST_BUFFERED = 2000;
    private static final String FOLDER = "journal";
    private static final String HEAD_NAME = "head.json";
    private static final String HEAD = FOLDER + "/" + HEAD_NAME;
    private static final String WARM_START = FOLDER + "/" + WarmStartFile.NAME;

    /** How many lines of a file are named that are damaged. */
    private static final int MOST_NAMED = 5;

    /** Hidden, so that it is no file of the journal. */
    private static final String RESERVE = FOLDER + "/.reserve";

    /** What is in the folder of a run that was killed before its search began. */
    private static final Set<String> LEFT_BEFORE_SEARCH =
            Set.of("status.json", ".status.json.new", ".hone-write-check", FOLDER);

    private final OutputFolder folder;
    private final Clock clock;
    private final int folds;
    private final List<Segment> segments;
    private final List<String> damages = new ArrayList<>();
    private final StringBuilder buffer = new StringBuilder();
    private final WrittenLines written = new WrittenLines();
    private final WriteRetries retries;

    /** What {@code head.json} says, where the journal is written to. */
    private final Optional<String> head;

    private final Optional<SpaceReserve> reserve;

    /** That the journal was deleted and is there again, until it has been thrown. */
    private Optional<OutputException> deleted = Optional.empty();

    private boolean isGone;
    private Optional<WarmStart> warmStart;
    private int buffered;
    private long firstBufferedAt;

    private StudyJournal(OutputFolder folder, int folds, Optional<String> head, Clock clock, WriteRetries.Pause pause) {
        this.folder = folder;
        this.folds = folds;
        this.head = head;
        this.clock = clock;
        retries = new WriteRetries(clock, pause);
        reserve = head.map(text -> SpaceReserve.in(folder, RESERVE));
        warmStart = WarmStartFile.read(folder, WARM_START);
        List<String> names = folder.list(FOLDER);
        segments = Segment.live(names);
        names.stream()
                .filter(StudyJournal::isForeign)
                .forEach(name -> damages.add(folder.location(FOLDER, name) + " is no file of a journal, and ignored"));
    }

    /** Hidden files are those of the file system. */
    private static boolean isForeign(String name) {
        return !name.startsWith(".")
                && !name.equals(HEAD_NAME)
                && !name.equals(WarmStartFile.NAME)
                && Segment.named(name).isEmpty();
    }

    /**
     * Refuses a folder that this study must not write to: one with another study, with another state of its table, or with
     * files that are no study.
     *
     * @throws InvalidInputException if so
     */
    public static void check(OutputFolder folder, StudyIdentity identity) {
        checkStudy(folder, identity.name(), Set.of(identity.definition()));
        if (identity(folder).stream().anyMatch(found -> !found.dataFingerprint().equals(identity.dataFingerprint()))) {
            throw new InvalidInputException(folder.location() + " holds study '" + identity.name()
                    + "' on another state of its table; name another folder or remove it");
        }
    }

    /**
     * The same while the table has not been read yet.
     *
     * @param name the study's name
     * @param definitions each that the study may have, see {@link StudyIdentity#definition()}
     * @throws InvalidInputException if the folder holds another study, or files that are no study
     */
    public static void checkStudy(OutputFolder folder, String name, Set<String> definitions) {
        Optional<StudyIdentity> found = identity(folder);
        if (found.isEmpty()) {
            if (!folder.isEmpty() && !LEFT_BEFORE_SEARCH.containsAll(folder.names())) {
                throw new InvalidInputException(
                        folder.location() + " is not empty and holds no study; name another folder or empty it");
            }
            return;
        }
        if (!found.get().name().equals(name)
                || !definitions.contains(found.get().definition())) {
            throw new InvalidInputException(folder.location() + " holds another study ('"
                    + found.get().name()
                    + "', or an earlier definition of this one); name another folder or remove it");
        }
    }

    /** The study that a folder holds, if it holds one. */
    public static Optional<StudyIdentity> identity(OutputFolder folder) {
        return folder.read(HEAD).map(head -> {
            try {
                return StudyIdentity.fromJson(head);
            } catch (IOException e) {
                throw new InvalidInputException(
                        folder.location(HEAD) + ": " + e.getMessage() + "; restore it, or name another output folder",
                        e);
            }
        });
    }

    /** Opens the journal of a study in a folder that passed {@link #check}, and makes it where there is none. */
    public static StudyJournal open(OutputFolder folder, StudyIdentity identity, Clock clock) {
        return open(folder, identity, clock, pause -> Thread.sleep(pause.toMillis()));
    }

    /** @param pause waits before what could not be written is tried again */
    static StudyJournal open(OutputFolder folder, StudyIdentity identity, Clock clock, WriteRetries.Pause pause) {
        Optional<StudyIdentity> found = identity(folder);
        if (found.isEmpty() && !folder.writeNew(HEAD, writer -> writer.print(identity.toJson() + "\n"))) {
            throw anotherRun(folder);
        }
        if (found.isPresent() && found.get().folds() == 0) {
            folder.replace(HEAD, writer -> writer.print(identity.toJson() + "\n"));
        }
        return new StudyJournal(folder, identity.folds(), Optional.of(identity.toJson() + "\n"), clock, pause);
    }

    /**
     * The trials of an earlier run that the study in a folder has started from; empty if it has not, or none is there yet.
     *
     * @throws InvalidInputException if they cannot be read
     */
    public static Optional<WarmStart> warmStart(OutputFolder folder) {
        return WarmStartFile.read(folder, WARM_START);
    }

    /** Opens the journal of whatever study a folder holds, to read it. */
    public static StudyJournal read(OutputFolder folder) {
        int folds = identity(folder).map(StudyIdentity::folds).orElse(0);
        return new StudyJournal(folder, folds, Optional.empty(), Clock.systemUTC(), pause -> {});
    }

    /**
     * Keeps the trials of an earlier run that the study starts from, for good; what was kept before stays.
     *
     * @throws InvalidInputException if the study has begun, and what it had started from is missing
     */
    public synchronized void startFrom(WarmStart start) {
        if (warmStart.isPresent()) {
            return;
        }
        if (hasEntries()) {
            throw new InvalidInputException(folder.location(WARM_START)
                    + " is missing, which has the trials that the study started from; restore it, or name another"
                    + " output folder");
        }
        if (!WarmStartFile.write(folder, WARM_START, start)) {
            throw anotherRun(folder);
        }
        warmStart = Optional.of(start);
    }

    /** The trials of an earlier run that the study has started from. */
    public synchronized Optional<WarmStart> warmStart() {
        return warmStart;
    }

    @Override
    public synchronized List<TrialOutcome> earlier() {
        return warmStart.map(WarmStart::trials).orElseGet(List::of);
    }

    /** Reads every outcome back, in the order of writing, and passes over what is damaged. */
    public void replay(Consumer<TrialOutcome> outcomes) {
        replay(outcomes, proposed -> {});
    }

    /**
     * Reads every outcome and every proposal back, in the order of writing, and passes over what is damaged.
     *
     * @param proposals takes the trials that an adaptive sampler proposed, before their outcomes
     */
    @Override
    public synchronized void replay(Consumer<TrialOutcome> outcomes, Consumer<TrialConfig> proposals) {
        written.clear();
        for (Segment segment : segments) {
            List<Integer> damaged = new ArrayList<>();
            StringBuilder whole = new StringBuilder();
            Optional<String> reason = entries(
                    segment,
                    (line, entry) -> {
                        keep(line, whole);
                        if (entry instanceof JournalEntry.Ended ended) {
                            outcomes.accept(ended.outcome());
                        } else if (entry instanceof JournalEntry.Proposed proposed) {
                            proposals.accept(proposed.config());
                        }
                    },
                    damaged::add);
            written.add(whole);
            reason.ifPresent(told -> damages.add(
                    folder.location(file(segment)) + lines(damaged) + ": " + told + "; what is missing runs again"));
        }
    }

    /** A journal that is only read is never written again. */
    private void keep(String json, StringBuilder lines) {
        if (head.isPresent()) {
            lines.append(SealedJson.sealLine(json)).append('\n');
        }
    }

    /** What {@link #replay} has passed over, a line for each file. */
    public synchronized List<String> damages() {
        return List.copyOf(damages);
    }

    /** Whether anything has been written but which study it is. */
    public synchronized boolean hasEntries() {
        return buffered > 0 || !segments.isEmpty();
    }

    /** Adds an outcome, which is on disk after {@link #DELAY} as long as {@link #flushIfDue} is called. */
    @Override
    public void append(TrialOutcome outcome) {
        append(OutcomeJson.write(outcome));
    }

    /** Adds a trial that an adaptive sampler proposed, so that the same one runs where the study is continued; as outcomes. */
    @Override
    public void propose(TrialConfig config) {
        append(OutcomeJson.writeProposal(config));
    }

    private synchronized void append(String json) {
        if (buffered == 0) {
            firstBufferedAt = clock.millis();
        }
        buffer.append(SealedJson.sealLine(json)).append('\n');
        buffered++;
        flushIfDue();
    }

    /**
     * Writes what has waited long enough.
     *
     * @throws OutputException once, if it could not for {@link WriteRetries#PATIENCE}, or if the journal was deleted
     */
    @Override
    public synchronized void flushIfDue() {
        boolean isDue =
                buffered >= MOST_BUFFERED || (buffered > 0 && clock.millis() - firstBufferedAt >= DELAY.toMillis());
        if (!isDue || !retries.isDue()) {
            return;
        }
        try {
            write();
        } catch (OutputException e) {
            if (retries.isOverAfter(e)) {
                throw e;
            }
        }
        throwIfDeleted();
    }

    @Override
    public synchronized boolean isFailing() {
        return retries.areOn();
    }

    /**
     * Writes all that waits, and tries again for a while if it cannot, unless it could not for that long before.
     *
     * @throws OutputException if it cannot, also of the space that was reserved, or if the journal was deleted
     */
    @Override
    public synchronized void flush() {
        while (!isWritten()) {
            retries.sleep();
        }
        throwIfDeleted();
    }

    private boolean isWritten() {
        try {
            write();
            return true;
        } catch (OutputException e) {
            if (retries.isOverAfter(e)) {
                writeToReserve();
                return true;
            }
            return false;
        }
    }

    /** As much as has room. */
    private void writeToReserve() {
        reserve.ifPresent(SpaceReserve::release);
        int length = buffer.length();
        while (true) {
            try {
                write(length);
                if (buffered == 0) {
                    return;
                }
                length = buffer.length();
            } catch (OutputException e) {
                length = buffer.lastIndexOf("\n", length / 2) + 1;
                if (length == 0) {
                    throw buffered == 0 ? e : e.costing(buffered + " entries are lost, whose trials run again");
                }
            }
        }
    }

    private void write() {
        write(buffer.length());
    }

    /** Writes the first outcomes that wait, as many as so many characters. */
    private void write(int length) {
        if (isGone) {
            return;
        }
        if (head.isPresent() && !folder.exists(HEAD)) {
            writeAgain(head.get());
            deleted = Optional.of(OutputException.deleted(folder.location()));
        }
        if (length > 0) {
            writeSegment(buffer.substring(0, length));
        }
        retries.succeeded();
    }

    /** The head comes last: without it the journal is still one that was deleted. */
    private void writeAgain(String text) {
        Segment all = new Segment(1, 1, Format.SEALED);
        segments.clear();
        if (!written.isEmpty()) {
            folder.replace(file(all), written::print);
            segments.add(all);
        }
        warmStart.ifPresent(start -> WarmStartFile.write(folder, WARM_START, start));
        if (!folder.writeNew(HEAD, writer -> writer.print(text))) {
            throw anotherRun(folder);
        }
    }

    private void writeSegment(String lines) {
        long number = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).last() + 1;
        Segment segment = new Segment(number, number, Format.SEALED);
        if (!folder.writeNew(file(segment), writer -> writer.print(lines))) {
            throw anotherRun(folder);
        }
        segments.add(segment);
        written.add(lines);
        buffer.delete(0, lines.length());
        buffered -= (int) lines.lines().count();
        mergeIfPossible();
    }

    private void throwIfDeleted() {
        Optional<OutputException> told = deleted;
        deleted = Optional.empty();
        told.ifPresent(exception -> {
            throw exception;
        });
    }

    /** Deletes the journal; nothing is written to it any more. */
    public synchronized void delete() {
        isGone = true;
        reserve.ifPresent(SpaceReserve::release);
        folder.deleteFolder(FOLDER);
    }

    @Override
    public synchronized void close() {
        try {
            flush();
        } finally {
            reserve.ifPresent(SpaceReserve::release);
        }
    }

    /** Nothing is lost if it cannot be done now. */
    private void mergeIfPossible() {
        try {
            merge();
        } catch (OutputException e) {
            LOG.debug("Segments are merged later", e);
        }
    }

    /** Merges the newest segments while there are {@value #MERGED} of one size. */
    private void merge() {
        while (segments.size() >= MERGED) {
            List<Segment> newest = segments.subList(segments.size() - MERGED, segments.size());
            long writes = newest.get(0).writes();
            if (newest.stream().anyMatch(segment -> segment.writes() != writes)) {
                return;
            }
            Segment merged =
                    new Segment(newest.get(0).first(), newest.get(MERGED - 1).last(), Format.SEALED);
            folder.replace(file(merged), writer -> newest.forEach(segment -> copy(segment, writer)));
            List<Segment> replaced = new ArrayList<>(newest);
            newest.clear();
            segments.add(merged);
            replaced.forEach(segment -> folder.delete(file(segment)));
        }
    }

    private void copy(Segment segment, PrintWriter writer) {
        entries(segment, (json, entry) -> writer.print(SealedJson.sealLine(json) + "\n"), line -> {});
    }

    /**
     * Hands on each entry of a segment with its JSON, and the number of each line that is none.
     *
     * @return what is wrong with the first of those, or with the file
     */
    private Optional<String> entries(
            Segment segment, BiConsumer<String, JournalEntry> reader, Consumer<Integer> damaged) {
        List<String> lines = folder.readLines(file(segment));
        Optional<String> reason = lines.isEmpty() ? Optional.of("damaged: it is empty") : Optional.empty();
        for (int line = 0; line < lines.size(); line++) {
            String json;
            JournalEntry entry;
            try {
                json = segment.format().open(lines.get(line));
                entry = OutcomeJson.readEntry(json);
                requireAllFolds(entry);
            } catch (IOException e) {
                reason = reason.or(() -> Optional.of(String.valueOf(e.getMessage())));
                damaged.accept(line + 1);
                continue;
            }
            reader.accept(json, entry);
        }
        return reason;
    }

    private void requireAllFolds(JournalEntry entry) throws IOException {
        if (folds > 0
                && entry instanceof JournalEntry.Ended ended
                && ended.outcome() instanceof Scored scored
                && scored.folds().size() != folds) {
            throw new IOException("not an outcome (folds: " + scored.folds().size() + ", of the study: " + folds + ")");
        }
    }

    private static String lines(List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return "";
        }
        String named = numbers.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = numbers.size() - MOST_NAMED;
        return (numbers.size() == 1 ? ", line " : ", lines ") + named + (more > 0 ? " and " + more + " more" : "");
    }

    private static String file(Segment segment) {
        return FOLDER + "/" + segment.name();
    }

    private static IllegalStateException anotherRun(OutputFolder folder) {
        return new IllegalStateException("Another run is writing to " + folder.location());
    }
}
