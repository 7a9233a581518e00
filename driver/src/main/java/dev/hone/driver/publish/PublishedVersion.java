package dev.hone.driver.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.output.SealedJson;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A version of a published model, as {@code v-000001.json} tells it.
 *
 * @param number from 1
 * @param folder name of its folder, which holds the model and the journal of its run
 * @param published when it was, by the clock of the driver
 * @param study name of the study that found it
 * @param run output folder of that study
 * @param definition digest of all in the study that outcomes depend on besides the table
 * @param trial number of the trial
 * @param learner of the trial
 * @param scores of the trial in its run
 * @param labels the text of each class by its index; empty where the label is a quantity
 * @param reason why it was published
 * @param comparison with the version before it, if they were compared
 * @param honeVersion version of Hone
 * @param sparkVersion version of Spark
 */
public record PublishedVersion(
        int number,
        String folder,
        Instant published,
        String study,
        String run,
        String definition,
        long trial,
        String learner,
        Scores scores,
        List<String> labels,
        String reason,
        Optional<ScoreComparison> comparison,
        String honeVersion,
        String sparkVersion) {
    /** The folder of the model in that of the version. */
    public static final String MODEL = "model";

    private static final int FORMAT = 1;

    public PublishedVersion {
        labels = List.copyOf(labels);
    }

    static PublishedVersion of(
            Challenger challenger,
            int number,
            String folder,
            Instant published,
            String reason,
            Optional<ScoreComparison> comparison) {
        return new PublishedVersion(
                number,
                folder,
                published,
                challenger.study(),
                challenger.location(),
                challenger.definition(),
                challenger.trial().number(),
                challenger.trial().learner(),
                challenger.scores(),
                challenger.labels(),
                reason,
                comparison,
                challenger.honeVersion(),
                challenger.sparkVersion());
    }

    /** The path of the model below the folder of the versions. */
    public String model() {
        return folder + "/" + MODEL;
    }

    /** One JSON object with its checksum and a line end. */
    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("version", number);
        node.put("model", model());
        node.put("folder", folder);
        node.put("published", published.toString());
        node.put("study", study);
        node.put("run", run);
        node.put("definition", definition);
        node.put("trial", trial);
        node.put("learner", learner);
        node.put("metric", scores.objective().metric());
        node.put("direction", scores.objective().direction().label());
        node.put("score", scores.mean());
        ArrayNode ofFolds = node.putArray("foldScores");
        scores.ofFolds().forEach(ofFolds::add);
        node.put("metricParams", scores.metricParams());
        node.put("dataFingerprint", scores.dataFingerprint());
        node.put("foldFingerprint", scores.foldFingerprint());
        ArrayNode classes = node.putArray("labels");
        labels.forEach(classes::add);
        node.put("reason", reason);
        comparison.ifPresent(compared -> node.set("comparison", compared.toJson()));
        node.put("honeVersion", honeVersion);
        node.put("sparkVersion", sparkVersion);
        return SealedJson.sealPretty(node.toPrettyString());
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IOException if it is something else, damaged or of a later version of Hone
     */
    static PublishedVersion fromJson(String json) throws IOException {
        try {
            JsonNode node = new ObjectMapper().readTree(SealedJson.open(json));
            if (node.required("format").intValue() != FORMAT) {
                throw new IOException("format " + node.get("format") + " is not known (known: " + FORMAT + ")");
            }
            return read(node);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a published version: " + e.getMessage(), e);
        }
    }

    private static PublishedVersion read(JsonNode node) {
        return new PublishedVersion(
                node.required("version").intValue(),
                text(node, "folder"),
                Instant.parse(text(node, "published")),
                text(node, "study"),
                text(node, "run"),
                text(node, "definition"),
                node.required("trial").longValue(),
                text(node, "learner"),
                scores(node),
                texts(node.required("labels")),
                text(node, "reason"),
                node.has("comparison")
                        ? Optional.of(ScoreComparison.fromJson(node.get("comparison")))
                        : Optional.empty(),
                text(node, "honeVersion"),
                text(node, "sparkVersion"));
    }

    private static Scores scores(JsonNode node) {
        List<Double> ofFolds = new ArrayList<>();
        node.required("foldScores").forEach(score -> ofFolds.add(score.doubleValue()));
        return new Scores(
                new Objective(text(node, "metric"), Direction.labelled(text(node, "direction"))),
                text(node, "metricParams"),
                text(node, "dataFingerprint"),
                text(node, "foldFingerprint"),
                ofFolds);
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).textValue();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
