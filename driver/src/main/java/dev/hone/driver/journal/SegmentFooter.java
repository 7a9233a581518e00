package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.SealedJson;
import java.io.IOException;
import java.util.Optional;

/**
 * The last line of a segment, by which one that was cut off between two lines, copied under another name or put there from
 * another study is told from a whole one.
 *
 * @param segment {@link Segment#range} of the segment
 * @param study {@link StudyIdentity#fingerprint} of its study
 * @param entries number of lines above
 * @param content checksum of the lines above, their line ends included
 */
record SegmentFooter(String segment, String study, int entries, String content) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SEGMENT = "segment";
    private static final String STUDY = "study";
    private static final String ENTRIES = "entries";
    private static final String CONTENT = "content";

    /** One line of JSON with its checksum, without a line end. */
    String toLine() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(SEGMENT, segment);
        node.put(STUDY, study);
        node.put(ENTRIES, entries);
        node.put(CONTENT, content);
        return SealedJson.sealLine(node.toString());
    }

    /** Reads what {@link #toLine} wrote; empty if it is something else or damaged. */
    static Optional<SegmentFooter> of(String line) {
        if (!line.startsWith("{\"" + SEGMENT + "\"")) {
            return Optional.empty();
        }
        try {
            JsonNode node = MAPPER.readTree(SealedJson.open(line));
            return Optional.of(new SegmentFooter(
                    JsonFields.text(node, SEGMENT),
                    JsonFields.text(node, STUDY),
                    JsonFields.count(node, ENTRIES),
                    JsonFields.text(node, CONTENT)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
