package dev.hone.driver.journal;

import dev.hone.driver.execute.fault.RunningRecord;
import dev.hone.driver.execute.fault.RunningTrials;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WholeFile;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.ownership.LockFile;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcomes of a study in the order in which they arrived, in the folder {@code journal/} of its output.
 *
 * <p>Trials of samplers that look at the history are there too, from when they were proposed; those of other samplers follow
 * from their numbers.
 *
 * <p>Object stores and Hadoop's local file system cannot append, so the journal is a row of immutable segments of JSON
 * lines, each with its checksum, the last one being a footer that tells which segment of which study it closes, and what is in it.
 * {@code head.json} says which study it is. A line that is damaged, or no outcome of the study, costs its trial only, which is
 * not there and runs again; {@link #damages} tells, one line per file. Segments that are damaged, missing, copies of others or of
 * another study are set aside under another name, and never read again. Outcomes are written at most {@link #DELAY} after they are
 * appended; small segments are merged into larger ones, so that their number grows with the logarithm of the writes.
 *
 * <p>A segment is created exclusively: a run that does not own the folder (see {@link OutputFolder#ownedBy}), and finds its next segment
 * taken, stops.
 *
 * <p>What cannot be written stays in memory and is tried again for {@link WriteRetries#PATIENCE}, in which no further trial should
 * begin ({@link #isFailing}); then the search fails. A local disk that is full has still room for it then, which was reserved
 * before. A journal that was deleted is written again as a whole, and the search fails too.
 *
 * <p>Safe for use by several threads: what has ended is flushed even by a hook of a JVM that shuts down.
 */
public final class StudyJournal implements TrialJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StudyJournal.class);

    /** Longest time for which an outcome is held in memory only: with what a flush waits for and takes, less than a second. */
    public static final Duration DELAY = Duration.ofMillis(800);

    private static final int MOST_BUFFERED = 2000;
    static final String FOLDER = "journal";
    private static final String HEAD_NAME = "head.json";
    private static final String HEAD = FOLDER + "/" + HEAD_NAME;
    private static final String WARM_START = FOLDER + "/" + WarmStartFile.NAME;

    /** Hidden, so that it is no file of the journal. */
    private static final String RESERVE = FOLDER + "/.reserve";

    /** How many characters of what is read are compressed together. */
    private static final int MOST_PENDING = 1 << 20;

    /** What is in the folder of a run that was killed before its search began. */
    private static final Set<String> LEFT_BEFORE_SEARCH = Set.of(Heartbeat.FILE, "." + Heartbeat.FILE + ".new", FOLDER);

    private final OutputFolder folder;
    private final Clock clock;
    private final Segments segments;
    private final List<String> damages = new ArrayList<>();
    private final List<String> buffer = new ArrayList<>();
    private final WrittenLines written = new WrittenLines();
    private final WriteRetries retries;

    /** What {@code head.json} says, where the journal is written to. */
    private final Optional<String> head;

    private Optional<SpaceReserve> reserve = Optional.empty();

    /** That the journal was deleted and is there again, until it has been thrown. */
    private Optional<OutputException> deleted = Optional.empty();

    private boolean isGone;
    private Optional<WarmStart> warmStart;
    private SetAside setAside = SetAside.NONE;
    private long firstBufferedAt;

    private StudyJournal(
            OutputFolder folder, Segments segments, Optional<String> head, Clock clock, WriteRetries.Pause pause) {
        this.folder = folder;
        this.segments = segments;
        this.head = head;
        this.clock = clock;
        retries = new WriteRetries(clock, pause);
        warmStart = WarmStartFile.read(folder, WARM_START);
        folder.list(FOLDER).stream()
                .filter(StudyJournal::isForeign)
                .forEach(name -> damages.add(folder.location(FOLDER, name) + " is no file of a journal, and ignored"));
    }

    /** Hidden files are those of the file system. */
    private static boolean isForeign(String name) {
        return !name.startsWith(".")
                && !name.equals(HEAD_NAME)
                && !name.equals(WarmStartFile.NAME)
                && Segment.named(name).isEmpty()
                && !SegmentRepair.isSetAside(name);
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
            if (!folder.isEmpty() && !folder.names().stream().allMatch(StudyJournal::isLeftBeforeSearch)) {
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

    private static boolean isLeftBeforeSearch(String name) {
        return LEFT_BEFORE_SEARCH.contains(name)
                || name.startsWith(OutputFolder.WRITE_CHECK)
                || LockFile.named(name).isPresent();
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

    /**
     * Opens the journal of a study in a folder that passed {@link #check}, and makes it where there is none. A head of an earlier
     * version is written again, so that versions that do not know the present one refuse the journal.
     */
    public static StudyJournal open(OutputFolder folder, StudyIdentity identity, Clock clock) {
        return open(folder, identity, clock, pause -> Thread.sleep(pause.toMillis()));
    }

    /** @param pause waits before what could not be written is tried again */
    static StudyJournal open(OutputFolder folder, StudyIdentity identity, Clock clock, WriteRetries.Pause pause) {
        Optional<StudyIdentity> found = identity(folder);
        StudyIdentity kept = found.filter(earlier -> earlier.folds() > 0 || identity.folds() == 0)
                .orElse(identity);
        String study = kept.fingerprint();
        SegmentReader reader = new SegmentReader(folder, Optional.of(study), kept.folds(), found.isPresent());
        Segments segments = new Segments(folder, reader, study, Optional.of(new SegmentRepair(folder, study)));
        String head = kept.toJson();
        StudyJournal journal = new StudyJournal(folder, segments, Optional.of(head + "\n"), clock, pause);
        if (found.isEmpty() && !segments.isEmpty()) {
            journal.damages.add(folder.location(HEAD) + " is missing; it is written again");
            // Sets aside what is of other studies, before a head says that it is of this one.
            segments.replay((json, entry) -> {});
        }
        if (folder.read(HEAD).filter(text -> text.strip().equals(head)).isEmpty()) {
            folder.replace(HEAD, writer -> writer.print(head + "\n"));
        }
        removeUnfinished(folder);
        journal.reserve = Optional.of(SpaceReserve.in(folder, RESERVE));
        journal.setAside = Suspects.update(folder);
        return journal;
    }

    /** Deletes the hidden files that an earlier driver was writing when it was killed. */
    private static void removeUnfinished(OutputFolder folder) {
        folder.list(FOLDER).stream().filter(WholeFile::isTemporary).forEach(name -> folder.delete(file(name)));
    }

    /**
     * The trials of an earlier run that the study in a folder has started from; empty if it has not, or none is there yet.
     *
     * @throws InvalidInputException if they cannot be read
     */
    public static Optional<WarmStart> warmStart(OutputFolder folder) {
        return WarmStartFile.read(folder, WARM_START);
    }

    /** Opens the journal of whatever study a folder holds, to read it; nothing is written. */
    public static StudyJournal read(OutputFolder folder) {
        Optional<StudyIdentity> found = identity(folder);
        SegmentReader reader = new SegmentReader(
                folder,
                found.map(StudyIdentity::fingerprint),
                found.map(StudyIdentity::folds).orElse(0),
                true);
        Segments segments = new Segments(folder, reader, "", Optional.empty());
        return new StudyJournal(folder, segments, Optional.empty(), Clock.systemUTC(), pause -> {});
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
        WarmStartFile.write(folder, WARM_START, start);
        warmStart = Optional.of(start);
    }

    /** The trials of an earlier run that the study has started from. */
    public synchronized Optional<WarmStart> warmStart() {
        return warmStart;
    }

    @Override
    public SetAside setAside() {
        return setAside;
    }

    /** Records the trials that run in this process, for the next one; where the folder is on a local disk. */
    public static Optional<RunningRecord> recordRunning(OutputFolder folder) {
        return Suspects.runningFile(folder).flatMap(RunningTrials::record);
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
        StringBuilder pending = new StringBuilder();
        segments.replay((json, entry) -> {
            keep(json, pending);
            if (entry instanceof JournalEntry.Ended ended) {
                outcomes.accept(ended.outcome());
            } else if (entry instanceof JournalEntry.Proposed proposed) {
                proposals.accept(proposed.config());
            }
        });
        written.add(pending);
        if (head.isPresent()) {
            mergeIfPossible(segments::mergeAll);
        }
    }

    /** A journal that is only read is never written again. */
    private void keep(String json, StringBuilder pending) {
        if (head.isEmpty()) {
            return;
        }
        pending.append(json).append('\n');
        if (pending.length() > MOST_PENDING) {
            written.add(pending);
            pending.setLength(0);
        }
    }

    /** Nothing is lost if it cannot be done now. */
    private static void mergeIfPossible(Runnable merge) {
        try {
            merge.run();
        } catch (UncheckedIOException e) { // of a segment that cannot be read at the moment, too
            LOG.debug("Segments are merged later", e);
        }
    }

    /** What is wrong in the folder of the journal, and what {@link #replay} has found wrong in its files: one line per file. */
    public synchronized List<String> damages() {
        List<String> all = new ArrayList<>(damages);
        all.addAll(segments.damages());
        return all;
    }

    /** Whether anything has been written but which study it is. */
    public synchronized boolean hasEntries() {
        return !buffer.isEmpty() || !segments.isEmpty();
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
        if (buffer.isEmpty()) {
            firstBufferedAt = clock.millis();
        }
        buffer.add(json);
        flushIfDue();
    }

    /**
     * Writes what has waited long enough.
     *
     * @throws OwnershipException if this driver does not own the folder any more, also if nothing waits
     * @throws OutputException once, if it could not for {@link WriteRetries#PATIENCE}, or if the journal was deleted
     */
    @Override
    public synchronized void flushIfDue() {
        folder.requireNotLost();
        boolean isDue = buffer.size() >= MOST_BUFFERED
                || (!buffer.isEmpty() && clock.millis() - firstBufferedAt >= DELAY.toMillis());
        if (!isDue || !retries.isDue()) {
            return;
        }
        try {
            write(buffer.size());
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
     * @throws OwnershipException if this driver does not own the folder any more
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
            write(buffer.size());
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
        int entries = buffer.size();
        while (true) {
            try {
                write(entries);
                if (buffer.isEmpty()) {
                    return;
                }
                entries = buffer.size();
            } catch (OutputException e) {
                entries /= 2;
                if (entries == 0) {
                    throw buffer.isEmpty() ? e : e.costing(buffer.size() + " entries are lost, whose trials run again");
                }
            }
        }
    }

    /** Writes the first entries that wait, so many. */
    private void write(int entries) {
        if (isGone) {
            return;
        }
        if (head.isPresent() && !folder.exists(HEAD)) {
            writeAgain(head.get());
            deleted = Optional.of(OutputException.deleted(folder.location()));
        }
        if (entries > 0) {
            writeSegment(buffer.subList(0, entries));
        }
        retries.succeeded();
    }

    /** The head comes last: without it the journal is still one that was deleted. */
    private void writeAgain(String text) {
        StringWriter lines = new StringWriter();
        written.print(new PrintWriter(lines));
        segments.restart(lines.toString().lines().toList());
        warmStart.ifPresent(start -> WarmStartFile.write(folder, WARM_START, start));
        folder.replace(HEAD, writer -> writer.print(text));
    }

    private void writeSegment(List<String> entries) {
        segments.add(entries);
        written.add(String.join("\n", entries) + "\n");
        entries.clear();
        mergeIfPossible(segments::mergeNewest);
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

    static String file(Segment segment) {
        return file(segment.name());
    }

    /** The path of a file of the journal in the output folder. */
    static String file(String name) {
        return FOLDER + "/" + name;
    }
}
