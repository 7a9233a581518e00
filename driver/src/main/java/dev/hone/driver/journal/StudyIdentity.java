package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.reduce.Objective;
import dev.hone.driver.reduce.Objective.Direction;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes two runs the same study: the journal's first record.
 *
 * @param name the study's name
 * @param definition digest of all in the study's definition that a trial's outcome depends on
 * @param dataFingerprint {@link dev.hone.worker.data.TrainingData#fingerprint()} of its table
 * @param objective what ranks its trials
 * @param pipeline the stages before its learners, for reports
 */
public record StudyIdentity(
        String name, String definition, String dataFingerprint, Objective objective, StudyPipeline pipeline) {
    static final int FORMAT = 1;
    private static final String PIPELINE = "pipeline";

    /** Without stages. */
    public StudyIdentity(String name, String definition, String dataFingerprint, Objective objective) {
        this(name, definition, dataFingerprint, objective, StudyPipeline.none());
    }

    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("study", name);
        node.put("definition", definition);
        node.put("data", dataFingerprint);
        node.put("metric", objective.metric());
        node.put("direction", objective.direction().label());
        if (!pipeline.isEmpty()) {
            ArrayNode stages = node.putArray(PIPELINE);
            pipeline.stages().forEach(stage -> stages.add(toJson(stage)));
        }
        return node.toString();
    }

    private static ObjectNode toJson(StageDefinition stage) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", stage.name());
        node.put("type", stage.type());
        node.set("params", OutcomeJson.params(stage.params()));
        return node;
    }

    private static StudyPipeline pipeline(JsonNode stages) {
        List<StageDefinition> read = new ArrayList<>();
        stages.forEach(stage -> read.add(new StageDefinition(
                stage.required("name").textValue(),
                stage.required("type").textValue(),
                OutcomeJson.readParams(stage.required("params")))));
        return new StudyPipeline(read);
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
                            Direction.labelled(node.required("direction").textValue())),
                    pipeline(node.path(PIPELINE)));
        } catch (IllegalArgumentException e) {
            throw new IOException("not the head of a journal: " + line, e);
        }
    }
}
