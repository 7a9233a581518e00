package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.reduce.Objective;
import dev.hone.driver.reduce.Objective.Direction;
import java.io.IOException;

/**
 * What makes two runs the same study: the journal's first record.
 *
 * @param name the study's name
 * @param definition digest of all in the study's definition that a trial's outcome depends on
 * @param dataFingerprint {@link dev.hone.worker.data.TrainingData#fingerprint()} of its table
 * @param objective what ranks its trials
 */
public record StudyIdentity(String name, String definition, String dataFingerprint, Objective objective) {
    static final int FORMAT = 1;

    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("study", name);
        node.put("definition", definition);
        node.put("data", dataFingerprint);
        node.put("metric", objective.metric());
        node.put("direction", objective.direction().label());
        return node.toString();
    }

    static StudyIdentity fromJson(String line) throws IOException {
        JsonNode node = new ObjectMapper().readTree(line);
        try {
            int format = node.required("format").intValue();
            if (format != FORMAT) {
                throw new IOException("journal format " + format + " is not known (known: " + FORMAT + ")");
            }
            return new StudyIdentity(
                    node.required("study").textValue(),
                    node.required("definition").textValue(),
                    node.required("data").textValue(),
                    new Objective(
                            node.required("metric").textValue(),
                            Direction.labelled(node.required("direction").textValue())));
        } catch (IllegalArgumentException e) {
            throw new IOException("not the head of a journal: " + line, e);
        }
    }
}
