package dev.hone.driver.journal;

import dev.hone.driver.output.SealedJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32C;

/** Writes the lines of one segment and its footer. */
final class SegmentWriter {
    private final PrintWriter writer;
    private final Segment segment;
    private final String study;
    private final CRC32C content = new CRC32C();
    private int entries;

    /** @param study {@link StudyIdentity#fingerprint} of the study */
    SegmentWriter(PrintWriter writer, Segment segment, String study) {
        this.writer = writer;
        this.segment = segment;
        this.study = study;
    }

    /** Writes all of a segment. */
    static void write(PrintWriter writer, Segment segment, String study, Collection<String> json) {
        SegmentWriter lines = new SegmentWriter(writer, segment, study);
        json.forEach(lines::add);
        lines.end();
    }

    /** Writes an entry as a line with its checksum. */
    void add(String json) {
        String line = SealedJson.sealLine(json) + "\n";
        content.update(line.getBytes(StandardCharsets.UTF_8));
        writer.print(line);
        entries++;
    }

    /** Writes the footer, after which there is nothing. */
    void end() {
        String checksum = SealedJson.hex(content.getValue());
        writer.print(new SegmentFooter(segment.range(), study, entries, checksum).toLine() + "\n");
    }
}
