package dev.hone.driver.journal;

import dev.hone.driver.output.OutputFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes over segments that are not whole, so that the next reader finds a journal without faults; what was there is kept
 * beside them. Each file is replaced after its copy is complete, so that a crash in between loses nothing.
 *
 * @param folder of the journal
 * @param study {@link StudyIdentity#fingerprint} of the study
 */
record SegmentRepair(OutputFolder folder, String study) {

    /**
     * Keeps a copy of a segment.
     *
     * @return the name of the copy, in the folder of the journal
     */
    String setAside(Segment segment, SegmentFault fault) {
        String name = segment.name() + fault.kind().extension();
        List<String> names = folder.list(StudyJournal.FOLDER);
        String unused = name;
        for (int number = 2; names.contains(unused); number++) {
            unused = name + "-" + number;
        }
        folder.copy(StudyJournal.file(segment), StudyJournal.file(unused));
        return unused;
    }

    /** Whether a file is one that {@link #setAside} has kept. */
    static boolean isSetAside(String name) {
        for (SegmentFault.Kind kind : SegmentFault.Kind.values()) {
            int end = name.lastIndexOf(kind.extension());
            if (end > 0 && Segment.named(name.substring(0, end)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Deletes a segment. */
    void delete(Segment segment) {
        folder.delete(StudyJournal.file(segment));
    }

    /** Takes the place of a segment that is missing. */
    void fill(Segment missing) {
        write(missing, List.of());
    }

    /**
     * Takes the place of a segment and those within it.
     *
     * @param json the entries that are left of them
     * @return what holds them now
     */
    Segment replace(Segment.Group group, Collection<String> json) {
        Segment outer = group.outer();
        Segment mended = Segment.closed(outer.first(), outer.last());
        write(mended, json);
        List<Segment> replaced = new ArrayList<>(group.inner());
        replaced.add(outer);
        replaced.removeIf(mended::equals);
        folder.deleteAll(replaced.stream().map(StudyJournal::file).toList());
        return mended;
    }

    private void write(Segment segment, Collection<String> json) {
        folder.replace(StudyJournal.file(segment), writer -> SegmentWriter.write(writer, segment, study, json));
    }
}
