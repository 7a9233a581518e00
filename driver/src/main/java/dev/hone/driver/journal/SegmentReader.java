package dev.hone.driver.journal;

import dev.hone.driver.journal.Segment.Format;
import dev.hone.driver.journal.SegmentFault.Kind;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.SealedJson;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/**
 * Reads segments, and tells what is wrong with them.
 *
 * @param folder of the journal
 * @param study {@link StudyIdentity#fingerprint} of the study; empty where it is not known, so that segments of any count
 * @param folds how many folds an outcome has; 0 where it is not known
 * @param isNamed whether there was a {@code head.json}: without it nobody knows of which study segments without a footer are
 */
record SegmentReader(OutputFolder folder, Optional<String> study, int folds, boolean isNamed) {

    /**
     * Hands on each entry of a segment with its JSON, in the order of writing, and passes over what is damaged.
     *
     * @return what is wrong with the segment; empty if it is whole
     */
    Optional<SegmentFault> read(Segment segment, BiConsumer<String, JournalEntry> entries) {
        String file = StudyJournal.file(segment);
        List<String> lines = folder.readLines(file);
        if (lines.isEmpty()) {
            return Optional.of(new SegmentFault(Kind.DAMAGED, "damaged: it is empty"));
        }
        return segment.format() == Format.CLOSED
                ? readClosed(segment, lines, entries)
                : foreignWithoutFooter().or(() -> damagedLines(segment, lines, entries));
    }

    /** Of those that were written before there was a footer. */
    private Optional<SegmentFault> foreignWithoutFooter() {
        return isNamed
                ? Optional.empty()
                : Optional.of(
                        new SegmentFault(Kind.FOREIGN, "of which study it is was told by head.json, which is missing"));
    }

    private Optional<SegmentFault> readClosed(
            Segment segment, List<String> lines, BiConsumer<String, JournalEntry> entries) {
        Optional<SegmentFooter> footer = SegmentFooter.of(lines.get(lines.size() - 1));
        if (footer.isEmpty()) {
            return damagedLines(segment, lines, entries)
                    .or(() -> Optional.of(new SegmentFault(Kind.DAMAGED, "damaged: its end is missing")));
        }
        if (study.filter(own -> !own.equals(footer.get().study())).isPresent()) {
            return Optional.of(new SegmentFault(Kind.FOREIGN, "is of another study"));
        }
        Optional<SegmentFault> misplaced = misplaced(segment, footer.get());
        if (misplaced.filter(SegmentFault::isIgnored).isPresent()) {
            return misplaced;
        }
        List<String> above = lines.subList(0, lines.size() - 1);
        return damagedLines(segment, above, entries)
                .or(() -> incomplete(footer.get(), above))
                .or(() -> misplaced);
    }

    /** One that was renamed is no copy: nothing else holds its lines. */
    private Optional<SegmentFault> misplaced(Segment segment, SegmentFooter footer) {
        if (footer.segment().equals(segment.range())) {
            return Optional.empty();
        }
        return Segment.all(folder.list(StudyJournal.FOLDER)).stream()
                .filter(other -> !other.equals(segment) && other.holds(footer.segment()))
                .findFirst()
                .map(other -> new SegmentFault(Kind.COPY, "is a copy of " + footer.segment()))
                .or(() -> Optional.of(new SegmentFault(Kind.DAMAGED, "was written as " + footer.segment())));
    }

    private static Optional<SegmentFault> incomplete(SegmentFooter footer, List<String> lines) {
        if (footer.entries() != lines.size()) {
            return Optional.of(new SegmentFault(
                    Kind.DAMAGED,
                    "damaged: it has not as many lines as it was written with (" + lines.size() + " of "
                            + footer.entries() + ")"));
        }
        CRC32C content = new CRC32C();
        lines.forEach(line -> content.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return SealedJson.hex(content.getValue()).equals(footer.content())
                ? Optional.empty()
                : Optional.of(new SegmentFault(Kind.DAMAGED, "damaged: its lines are not those it was written with"));
    }

    private Optional<SegmentFault> damagedLines(
            Segment segment, List<String> lines, BiConsumer<String, JournalEntry> entries) {
        List<Integer> damaged = new ArrayList<>();
        String reason = "";
        for (int line = 0; line < lines.size(); line++) {
            String json;
            JournalEntry entry;
            try {
                json = segment.format().open(lines.get(line));
                entry = OutcomeJson.readEntry(json);
                requireAllFolds(entry);
            } catch (IOException e) {
                reason = damaged.isEmpty() ? String.valueOf(e.getMessage()) : reason;
                damaged.add(line + 1);
                continue;
            }
            entries.accept(json, entry);
        }
        return damaged.isEmpty() ? Optional.empty() : Optional.of(new SegmentFault(Kind.DAMAGED, reason, damaged));
    }

    private void requireAllFolds(JournalEntry entry) throws IOException {
        if (folds > 0
                && entry instanceof JournalEntry.Ended ended
                && ended.outcome() instanceof Scored scored
                && scored.folds().size() != folds) {
            throw new IOException("not an outcome (folds: " + scored.folds().size() + ", of the study: " + folds + ")");
        }
    }
}
