package dev.hone.driver.journal;

import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.ownership.LockFile;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
 * <p>Safe for use by several threads: what has ended is flushed even by a hook of a JVM that shuts down.
 */
public final class StudyJournal implements TrialJournal, AutoCloseable {
    /** Longest time for which an outcome is held in memory only. */
    public static final Duration DELAY = Duration.ofSeconds(1);

    private static final int MOST_BUFFERED = 2000;
    static final String FOLDER = "journal";
    private static final String HEAD_NAME = "head.json";
    private static final String HEAD = FOLDER + "/" + HEAD_NAME;
    private static final String WARM_START = FOLDER + "/" + WarmStartFile.NAME;

    /** What is in the folder of a run that was killed before its search began. */
    private static final Set<String> LEFT_BEFORE_SEARCH =
            Set.of(Heartbeat.FILE, "." + Heartbeat.FILE + ".new", FOLDER);

    private final OutputFolder folder;
    private final Clock clock;
    private final Segments segments;
    private final List<String> damages = new ArrayList<>();
    private final List<String> buffer = new ArrayList<>();
    private Optional<WarmStart> warmStart;
    private long firstBufferedAt;

    private StudyJournal(OutputFolder folder, Segments segments, Clock clock) {
        this.folder = folder;
        this.segments = segments;
        this.clock = clock;
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
        Optional<StudyIdentity> found = identity(folder);
        StudyIdentity kept =
                found.filter(earlier -> earlier.folds() > 0 || identity.folds() == 0).orElse(identity);
        String study = kept.fingerprint();
        SegmentReader reader = new SegmentReader(folder, Optional.of(study), kept.folds(), found.isPresent());
        Segments segments = new Segments(folder, reader, study, Optional.of(new SegmentRepair(folder, study)));
        StudyJournal journal = new StudyJournal(folder, segments, clock);
        if (found.isEmpty() && !segments.isEmpty()) {
            journal.damages.add(folder.location(HEAD) + " is missing; it is written again");
            segments.replay(entry -> {}); // sets aside what is of other studies, before a head says that it is of this one
        }
        String head = kept.toJson();
        if (folder.read(HEAD).filter(text -> text.strip().equals(head)).isEmpty()) {
            folder.replace(HEAD, writer -> writer.print(head + "\n"));
        }
        return journal;
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
        return new StudyJournal(folder, new Segments(folder, reader, "", Optional.empty()), Clock.systemUTC());
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
        segments.replay(entry -> {
            if (entry instanceof JournalEntry.Ended ended) {
                outcomes.accept(ended.outcome());
            } else if (entry instanceof JournalEntry.Proposed proposed) {
                proposals.accept(proposed.config());
            }
        });
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
     */
    @Override
    public synchronized void flushIfDue() {
        folder.requireNotLost();
        if (buffer.size() >= MOST_BUFFERED
                || (!buffer.isEmpty() && clock.millis() - firstBufferedAt >= DELAY.toMillis())) {
            flush();
        }
    }

    /** Writes all that waits. */
    @Override
    public synchronized void flush() {
        if (!buffer.isEmpty()) {
            segments.add(buffer);
            buffer.clear();
        }
    }

    @Override
    public void close() {
        flush();
    }

    static String file(Segment segment) {
        return file(segment.name());
    }

    /** The path of a file of the journal in the output folder. */
    static String file(String name) {
        return FOLDER + "/" + name;
    }
}
