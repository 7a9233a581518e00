package dev.hone.driver.journal;

import dev.hone.driver.execute.RunningRecord;
import dev.hone.driver.execute.RunningTrials;
import dev.hone.driver.journal.Segment.Format;
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
 * <p>Safe for use by several threads: what has ended is flushed even by a hook of a JVM that shuts down.
 */
public final class StudyJournal implements TrialJournal, AutoCloseable {
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

    /** What is in the folder of a run that was killed before its search began. */
    private static final Set<String> LEFT_BEFORE_SEARCH =
            Set.of("status.json", ".status.json.new", ".hone-write-check", FOLDER);

    private final OutputFolder folder;
    private final Clock clock;
    private final int folds;
    private final List<Segment> segments;
    private final List<String> damages = new ArrayList<>();
    private final StringBuilder buffer = new StringBuilder();
    private Optional<WarmStart> warmStart;
    private SetAside setAside = SetAside.NONE;
    private int buffered;
    private long firstBufferedAt;

    private StudyJournal(OutputFolder folder, int folds, Clock clock) {
        this.folder = folder;
        this.folds = folds;
        this.clock = clock;
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
        Optional<StudyIdentity> found = identity(folder);
        if (found.isEmpty() && !folder.writeNew(HEAD, writer -> writer.print(identity.toJson() + "\n"))) {
            throw anotherRun(folder);
        }
        if (found.isPresent() && found.get().folds() == 0) {
            folder.replace(HEAD, writer -> writer.print(identity.toJson() + "\n"));
        }
        StudyJournal journal = new StudyJournal(folder, identity.folds(), clock);
        journal.setAside = Suspects.update(folder);
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

    /** Opens the journal of whatever study a folder holds, to read it. */
    public static StudyJournal read(OutputFolder folder) {
        int folds = identity(folder).map(StudyIdentity::folds).orElse(0);
        return new StudyJournal(folder, folds, Clock.systemUTC());
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
        for (Segment segment : segments) {
            List<Integer> damaged = new ArrayList<>();
            Optional<String> reason = entries(
                    segment,
                    (line, entry) -> {
                        if (entry instanceof JournalEntry.Ended ended) {
                            outcomes.accept(ended.outcome());
                        } else if (entry instanceof JournalEntry.Proposed proposed) {
                            proposals.accept(proposed.config());
                        }
                    },
                    damaged::add);
            reason.ifPresent(told -> damages.add(
                    folder.location(file(segment)) + lines(damaged) + ": " + told + "; what is missing runs again"));
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

    /** Writes what has waited long enough. */
    @Override
    public synchronized void flushIfDue() {
        if (buffered >= MOST_BUFFERED || (buffered > 0 && clock.millis() - firstBufferedAt >= DELAY.toMillis())) {
            flush();
        }
    }

    /** Writes all that waits. */
    @Override
    public synchronized void flush() {
        if (buffered == 0) {
            return;
        }
        long number = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).last() + 1;
        Segment segment = new Segment(number, number, Format.SEALED);
        if (!folder.writeNew(file(segment), writer -> writer.print(buffer))) {
            throw anotherRun(folder);
        }
        segments.add(segment);
        buffer.setLength(0);
        buffered = 0;
        merge();
    }

    @Override
    public void close() {
        flush();
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
