package dev.hone.driver.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.SealedJson;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.ranking.Objective.Ties;
import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What makes two runs the same study: the journal's first record.
 *
 * @param name the study's name
 * @param definition digest of all in the study's definition that a trial's outcome depends on
 * @param dataFingerprint {@link dev.hone.worker.data.TrainingData#fingerprint()} of its table
 * @param objective what ranks its trials
 * @param pipeline the stages before its learners, for reports
 * @param folds how many folds an outcome has; 0 where it is not known, as in journals of format 1
 * @param origin what the study was made of
 */
public record StudyIdentity(
        String name,
        String definition,
        String dataFingerprint,
        Objective objective,
        StudyPipeline pipeline,
        int folds,
        Origin origin) {
    static final int FORMAT = 4;

    /** Without checksums and number of folds. */
    private static final int FIRST_FORMAT = 1;

    /** Without proposals. */
    private static final int SECOND_FORMAT = 2;

    /** With segments that have no footer. */
    private static final int THIRD_FORMAT = 3;

    private static final int FINGERPRINT_DIGITS = 16;

    private static final String PIPELINE = "pipeline";

    /** Absent in studies of a study file. */
    private static final String ORIGIN = "origin";

    private static final String TUNER = "tuner";

    private static final String OBJECTIVE = "objective";

    private static final Set<String> FIELDS =
            Set.of("format", "study", "definition", "data", "metric", "direction", ORIGIN, "folds", PIPELINE);

    /** What a study was made of. */
    public enum Origin {
        /** A study file, whose configs tell the whole trial. */
        STUDY_FILE,
        /** A {@link dev.hone.tuning.HyperparameterTuner}, whose configs tell what differs from its estimator. */
        TUNER,
        /** A function of the config, or an engine of the user's own that asks and tells; its configs name no learner. */
        OBJECTIVE
    }

    /** A study of a study file. */
    public StudyIdentity(
            String name,
            String definition,
            String dataFingerprint,
            Objective objective,
            StudyPipeline pipeline,
            int folds) {
        this(name, definition, dataFingerprint, objective, pipeline, folds, Origin.STUDY_FILE);
    }

    /** Without stages, of any number of folds. */
    public StudyIdentity(String name, String definition, String dataFingerprint, Objective objective) {
        this(name, definition, dataFingerprint, objective, StudyPipeline.none(), 0);
    }

    /** The same study, whose outcomes have that many folds. */
    public StudyIdentity withFolds(int number) {
        return new StudyIdentity(name, definition, dataFingerprint, objective, pipeline, number, origin);
    }

    /** What segments of its journal carry: the same for all runs of the study on the same table. */
    String fingerprint() {
        return DigestUtils.sha256Hex(String.join("\n", name, definition, dataFingerprint))
                .substring(0, FINGERPRINT_DIGITS);
    }

    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("study", name);
        node.put("definition", definition);
        node.put("data", dataFingerprint);
        node.put("metric", objective.metric());
        node.put("direction", objective.direction().label());
        if (origin != Origin.STUDY_FILE) {
            node.put(ORIGIN, origin == Origin.TUNER ? TUNER : OBJECTIVE);
        }
        node.put("folds", folds);
        if (!pipeline.isEmpty()) {
            ArrayNode stages = node.putArray(PIPELINE);
            pipeline.stages().forEach(stage -> stages.add(toJson(stage)));
        }
        return SealedJson.sealLine(node.toString());
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
                JsonFields.text(stage, "name"),
                JsonFields.text(stage, "type"),
                OutcomeJson.readParams(JsonFields.container(stage, "params")))));
        return new StudyPipeline(read);
    }

    /**
     * Reads what {@link #toJson} wrote, in this version or an earlier one.
     *
     * @throws IOException if it is something else or damaged
     */
    static StudyIdentity fromJson(String line) throws IOException {
        try {
            JsonNode node = new ObjectMapper().readTree(SealedJson.mayBeSealed(line) ? SealedJson.open(line) : line);
            int format = JsonFields.count(node, "format");
            if (format < FIRST_FORMAT || format > FORMAT) {
                throw new IOException("journal format " + format + " is not known (known: " + FIRST_FORMAT + ", "
                        + SECOND_FORMAT + ", " + THIRD_FORMAT + ", " + FORMAT + ")");
            }
            if (format > FIRST_FORMAT) {
                SealedJson.open(line);
            }
            JsonFields.requireKnown(node, FIELDS);
            return read(node, format > FIRST_FORMAT ? JsonFields.count(node, "folds") : 0);
        } catch (JsonProcessingException e) {
            throw new IOException("not the head of a journal (" + e.getOriginalMessage() + ")", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("not the head of a journal (" + e.getMessage() + ")", e);
        }
    }

    private static StudyIdentity read(JsonNode node, int folds) {
        return new StudyIdentity(
                JsonFields.text(node, "study"),
                JsonFields.text(node, "definition"),
                JsonFields.text(node, "data"),
                new Objective(
                        JsonFields.text(node, "metric"),
                        Direction.labelled(JsonFields.text(node, "direction")),
                        origin(node) == Origin.TUNER ? Ties.EXACT : Ties.ROUNDED),
                pipeline(node.path(PIPELINE)),
                folds,
                origin(node));
    }

    private static Origin origin(JsonNode node) {
        return switch (node.path(ORIGIN).asText()) {
            case TUNER -> Origin.TUNER;
            case OBJECTIVE -> Origin.OBJECTIVE;
            default -> Origin.STUDY_FILE;
        };
    }
}
