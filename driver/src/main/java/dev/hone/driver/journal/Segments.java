package dev.hone.driver.journal;

import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.worker.data.Secrets;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of a journal, which hold the writes 1, 2, 3, ... without a gap. Not safe for use by several threads.
 *
 * <pre>
 *   00000001-00000064   00000065-00000065   00000066-00000066        each {@value #MERGED} of one size become one
 *      64 writes             1 write             1 write             (crash in between: both are there, and the small
 *                                                                     ones are read once more, and deleted)
 * </pre>
 */
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final int MERGED = 64;

    /** A merge of another driver takes a fraction of the time between two of them. */
    private static final int MOST_READS = 5;

    private final OutputFolder folder;
    private final SegmentReader reader;
    private final String study;
    private final Optional<SegmentRepair> repair;
    private final List<Segment> live = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();

    /**
     * @param study {@link StudyIdentity#fingerprint} of the study
     * @param repair for a journal that is written; one that is only read is left as it is
     */
    Segments(OutputFolder folder, SegmentReader reader, String study, Optional<SegmentRepair> repair) {
        this.folder = folder;
        this.reader = reader;
        this.study = study;
        this.repair = repair;
        list();
    }

    private void list() {
        live.clear();
        Segment.groups(folder.list(StudyJournal.FOLDER)).forEach(group -> live.add(group.outer()));
    }

    boolean isEmpty() {
        return live.isEmpty();
    }

    /** What {@link #replay} has found wrong, one line per file. */
    List<String> damages() {
        return List.copyOf(damages);
    }

    /** Number of the next write. */
    private long next() {
        return live.isEmpty() ? 1 : live.get(live.size() - 1).last() + 1;
    }

    /**
     * Hands on every entry with its JSON in the order of writing, passes over what is damaged, and repairs it. The segments of a driver that runs
     * may be merged while somebody else reads them: then all are read once more, so that entries may be handed on twice.
     */
    void replay(BiConsumer<String, JournalEntry> entries) {
        if (repair.isPresent()) {
            replayAll(folder.list(StudyJournal.FOLDER), entries);
            return;
        }
        for (int time = 1; time < MOST_READS; time++) {
            if (isReplayed(entries)) {
                return;
            }
        }
        replayAll(settledNames(), entries);
    }

    /** Whether nothing was merged that could explain what is missing or damaged. */
    private boolean isReplayed(BiConsumer<String, JournalEntry> entries) {
        int before = damages.size();
        List<String> names = settledNames();
        try {
            replayAll(names, entries);
            if (damages.size() == before || names.equals(folder.list(StudyJournal.FOLDER))) {
                return true;
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof FileNotFoundException) && names.equals(folder.list(StudyJournal.FOLDER))) {
                throw e;
            }
        }
        damages.subList(before, damages.size()).clear();
        return false;
    }

    /**
     * The files of a journal that somebody else may merge. A single listing may have neither the merged segment, which came after
     * it had begun, nor those that it replaces, which were gone before it had ended.
     */
    private List<String> settledNames() {
        List<String> names = folder.list(StudyJournal.FOLDER);
        for (int time = 1; time < MOST_READS; time++) {
            List<String> again = folder.list(StudyJournal.FOLDER);
            if (again.equals(names)) {
                break;
            }
            names = again;
        }
        return names;
    }

    private void replayAll(List<String> names, BiConsumer<String, JournalEntry> entries) {
        live.clear();
        for (Segment.Group group : Segment.groups(names)) {
            Optional<SegmentFault> fault = reader.read(group.outer(), entries);
            if (fault.filter(SegmentFault::isIgnored).isPresent() && isStray(group)) {
                tell(group.outer(), fault.get());
                repair.ifPresent(repairing -> repairing.delete(group.outer()));
                continue;
            }
            tellMissing(group.outer());
            live.add(fault.isEmpty() && group.inner().isEmpty() ? group.outer() : repaired(group, fault, entries));
        }
    }

    /** Whether nothing of the study would be missing without a segment. */
    private boolean isStray(Segment.Group group) {
        return group.inner().isEmpty() && group.outer().first() > next();
    }

    private void tell(Segment segment, SegmentFault fault) {
        String file = folder.location(StudyJournal.file(segment));
        damages.add(repair.map(repairing -> fault.text(file, repairing.setAside(segment, fault)))
                .orElseGet(() -> fault.text(file)));
    }

    private void tellMissing(Segment found) {
        if (found.first() <= next()) {
            return;
        }
        Segment missing = Segment.closed(next(), found.first() - 1);
        damages.add(folder.location(StudyJournal.FOLDER)
                + (missing.writes() == 1
                        ? ": segment " + missing.first() + " is missing"
                        : ": segments " + missing.first() + " to " + missing.last() + " are missing")
                + "; what is missing runs again");
        repair.ifPresent(repairing -> repairing.fill(missing));
        live.add(missing);
    }

    /** What is left of a segment that is not whole, or of one that a crash has kept from being the only one of its writes. */
    private Segment repaired(
            Segment.Group group, Optional<SegmentFault> fault, BiConsumer<String, JournalEntry> entries) {
        Set<String> kept = new LinkedHashSet<>();
        Optional<SegmentFault> unused = reader.read(group.outer(), (json, entry) -> kept.add(json));
        fault.ifPresent(found -> tell(group.outer(), found));
        for (Segment inner : group.inner()) {
            Optional<SegmentFault> ofInner = reader.read(inner, (json, entry) -> {
                if (kept.add(json)) {
                    entries.accept(json, entry);
                }
            });
            ofInner.filter(found -> fault.isPresent()).ifPresent(found -> tell(inner, found));
        }
        return repair.map(repairing -> repairing.replace(group, kept)).orElse(group.outer());
    }

    /**
     * Writes a segment of its own.
     *
     * @throws OutputException if it cannot be written
     * @throws IllegalStateException if another run is writing, too
     */
    void add(Collection<String> json) {
        if (!isWritten(Segment.closed(next(), next()), json)) {
            requireOwned();
            list();
            if (!isWritten(Segment.closed(next(), next()), json)) {
                throw anotherRun(folder);
            }
        }
    }

    /** Writes all entries anew where the segments were deleted. */
    void restart(Collection<String> json) {
        live.clear();
        if (!json.isEmpty()) {
            Segment all = Segment.closed(1, 1);
            folder.replace(StudyJournal.file(all), writer -> SegmentWriter.write(writer, all, study, json));
            live.add(all);
        }
    }

    /** Merges the newest segments while {@value #MERGED} of them are of one size. */
    void mergeNewest() {
        while (live.size() >= MERGED && isOfOneSize(live.size() - MERGED)) {
            merge(live.size() - MERGED);
        }
    }

    private boolean isWritten(Segment segment, Collection<String> json) {
        boolean isNew = folder.writeNew(
                StudyJournal.file(segment), writer -> SegmentWriter.write(writer, segment, study, json));
        if (isNew) {
            live.add(segment);
        }
        return isNew;
    }

    /** A driver that owns the folder goes on after the last write of the one before, which may have come late. */
    private void requireOwned() {
        if (!folder.isOwned()) {
            throw anotherRun(folder);
        }
    }

    private static IllegalStateException anotherRun(OutputFolder folder) {
        return new IllegalStateException("Another run is writing to " + folder.location());
    }

    /** Merges wherever {@value #MERGED} of one size stand together: in a journal that was written by this version, nowhere. */
    void mergeAll() {
        int first = 0;
        while (first + MERGED <= live.size()) {
            if (isOfOneSize(first)) {
                merge(first);
                first = Math.max(0, first - MERGED + 1);
            } else {
                first++;
            }
        }
    }

    private boolean isOfOneSize(int first) {
        List<Segment> together = live.subList(first, first + MERGED);
        long writes = together.get(0).writes();
        return together.stream().allMatch(segment -> segment.writes() == writes);
    }

    private void merge(int first) {
        List<Segment> parts = List.copyOf(live.subList(first, first + MERGED));
        Segment merged =
                Segment.closed(parts.get(0).first(), parts.get(MERGED - 1).last());
        Map<Segment, SegmentFault> faults = new LinkedHashMap<>();
        folder.replace(StudyJournal.file(merged), writer -> {
            SegmentWriter lines = new SegmentWriter(writer, merged, study);
            parts.forEach(part ->
                    reader.read(part, (json, entry) -> lines.add(json)).ifPresent(fault -> faults.put(part, fault)));
            lines.end();
        });
        faults.forEach(this::warn);
        live.subList(first, first + MERGED).clear();
        live.add(first, merged);
        folder.deleteAll(parts.stream().map(StudyJournal::file).toList());
    }

    /** What was whole when it was read or written, and is not any more. */
    private void warn(Segment segment, SegmentFault fault) {
        tell(segment, fault);
        LOG.warn("{}", Secrets.redacted(damages.get(damages.size() - 1)));
    }
}
