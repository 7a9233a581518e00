package dev.hone.driver.journal;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.TrialOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The outcomes of a study in the order in which they arrived, in the folder {@code journal/} of its output.
 *
 * <p>Object stores and Hadoop's local file system cannot append, so the journal is a row of immutable segments of JSON
 * lines. {@code head.json} says which study it is. Outcomes are written at most {@link #DELAY} after they are appended;
 * each {@value #MERGED} segments of one size are merged into one, so that their number grows with the logarithm of the
 * writes. A segment is created exclusively: a second run on the same folder finds its next segment taken and stops.
 *
 * <p>Not safe for use by several threads.
 */
public final class StudyJournal implements AutoCloseable {
    /** Longest time for which an outcome is held in memory only. */
    public static final Duration DELAY = Duration.ofSeconds(1);

    private static final int MERGED = 64;
    private static final int MOST_BUFFERED = 2000;
    private static final String FOLDER = "journal";
    private static final String HEAD = FOLDER + "/head.json";

    /** What is in the folder of a run that was killed before its search began. */
    private static final Set<String> LEFT_BEFORE_SEARCH =
            Set.of("status.json", ".status.json.new", ".hone-write-check", FOLDER);

    private final OutputFolder folder;
    private final Clock clock;
    private final List<Segment> segments;
    private final StringBuilder buffer = new StringBuilder();
    private int buffered;
    private long firstBufferedAt;

    private StudyJournal(OutputFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        segments = Segment.live(folder.list(FOLDER));
    }

    /**
     * Refuses a folder that this study must not write to: one with another study, with another state of its table, or with
     * files that are no study.
     *
     * @throws InvalidInputException if so
     */
    public static void check(OutputFolder folder, StudyIdentity identity) {
        checkStudy(folder, identity.name(), identity.definition());
        if (identity(folder).stream().anyMatch(found -> !found.dataFingerprint().equals(identity.dataFingerprint()))) {
            throw new InvalidInputException(folder.location() + " holds study '" + identity.name()
                    + "' on another state of its table; name another folder or remove it");
        }
    }

    /**
     * The same while the table has not been read yet.
     *
     * @param name the study's name
     * @param definition see {@link StudyIdentity#definition()}
     * @throws InvalidInputException if the folder holds another study, or files that are no study
     */
    public static void checkStudy(OutputFolder folder, String name, String definition) {
        Optional<StudyIdentity> found = identity(folder);
        if (found.isEmpty()) {
            if (!folder.isEmpty() && !LEFT_BEFORE_SEARCH.containsAll(folder.names())) {
                throw new InvalidInputException(
                        folder.location() + " is not empty and holds no study; name another folder or empty it");
            }
            return;
        }
        if (!found.get().name().equals(name) || !found.get().definition().equals(definition)) {
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
                throw new InvalidInputException(folder.location(HEAD) + ": " + e.getMessage(), e);
            }
        });
    }

    /** Opens the journal of a study in a folder that passed {@link #check}, and makes it where there is none. */
    public static StudyJournal open(OutputFolder folder, StudyIdentity identity, Clock clock) {
        if (!folder.exists(HEAD) && !folder.writeNew(HEAD, writer -> writer.print(identity.toJson() + "\n"))) {
            throw anotherRun(folder);
        }
        return new StudyJournal(folder, clock);
    }

    /** Opens the journal of whatever study a folder holds, to read it. */
    public static StudyJournal read(OutputFolder folder) {
        return new StudyJournal(folder, Clock.systemUTC());
    }

    /**
     * Reads every outcome back, in the order of writing. A last line that a crash cut off is passed over: its trial will
     * run again.
     */
    public void replay(Consumer<TrialOutcome> reader) {
        for (Segment segment : segments) {
            completeLines(segment, (line, outcome) -> reader.accept(outcome));
        }
    }

    /** Adds an outcome, which is on disk after {@link #DELAY} as long as {@link #flushIfDue} is called. */
    public void append(TrialOutcome outcome) {
        if (buffered == 0) {
            firstBufferedAt = clock.millis();
        }
        buffer.append(OutcomeJson.write(outcome)).append('\n');
        buffered++;
        flushIfDue();
    }

    /** Writes what has waited long enough. */
    public void flushIfDue() {
        if (buffered >= MOST_BUFFERED || (buffered > 0 && clock.millis() - firstBufferedAt >= DELAY.toMillis())) {
            flush();
        }
    }

    /** Writes all that waits. */
    public void flush() {
        if (buffered == 0) {
            return;
        }
        long number = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).last() + 1;
        Segment segment = new Segment(number, number);
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
                    new Segment(newest.get(0).first(), newest.get(MERGED - 1).last());
            folder.replace(file(merged), writer -> newest.forEach(segment -> copy(segment, writer)));
            List<Segment> replaced = new ArrayList<>(newest);
            newest.clear();
            segments.add(merged);
            replaced.forEach(segment -> folder.delete(file(segment)));
        }
    }

    private void copy(Segment segment, PrintWriter writer) {
        completeLines(segment, (line, outcome) -> writer.print(line + "\n"));
    }

    private void completeLines(Segment segment, BiConsumer<String, TrialOutcome> reader) {
        List<String> lines = folder.readLines(file(segment));
        for (int line = 0; line < lines.size(); line++) {
            TrialOutcome outcome;
            try {
                outcome = OutcomeJson.read(lines.get(line));
            } catch (IOException e) {
                if (line == lines.size() - 1) {
                    return;
                }
                throw new UncheckedIOException(
                        folder.location(file(segment)) + ", line " + (line + 1) + ": not an outcome", e);
            }
            reader.accept(lines.get(line), outcome);
        }
    }

    private static String file(Segment segment) {
        return FOLDER + "/" + segment.name();
    }

    private static IllegalStateException anotherRun(OutputFolder folder) {
        return new IllegalStateException("Another run is writing to " + folder.location());
    }
}
