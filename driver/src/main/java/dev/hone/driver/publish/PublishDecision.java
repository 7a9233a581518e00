package dev.hone.driver.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.worker.data.Secrets;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a challenger, and why.
 *
 * @param outcome what became of it
 * @param definition how the study publishes
 * @param latest the version that is the latest now; empty if there is none
 * @param model path of the latest version's model
 * @param champion number of the version that it was compared with; 0 if there was none
 * @param comparison the scores, if they were compared
 * @param reason why, in one line
 */
public record PublishDecision(
        Outcome outcome,
        PublishDefinition definition,
        Optional<PublishedVersion> latest,
        Optional<String> model,
        int champion,
        Optional<ScoreComparison> comparison,
        String reason) {

    /** What may become of a challenger. */
    public enum Outcome {
        /** It is the latest version. */
        PUBLISHED,
        /** The champion stays. */
        KEPT,
        /** The champion stays, as they could not be compared. Somebody has to look. */
        UNDECIDED;

        /** As result files spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line for the user. */
    public String text() {
        String version = latest.map(now -> "version " + now.number()).orElse("no version");
        String told = switch (outcome) {
            case PUBLISHED -> version + " of " + location();
            case KEPT -> version + " of " + location() + " stays";
            case UNDECIDED -> "undecided, " + version + " of " + location() + " stays";
        };
        return told + ": " + reason;
    }

    private String location() {
        return Secrets.redacted(definition.path());
    }

    /** As {@code result.json} has it. */
    public ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("path", location());
        node.put("rule", definition.rule().label());
        node.put("tolerance", definition.tolerance());
        node.put("decision", outcome.label());
        node.put("reason", reason);
        latest.ifPresent(now -> node.put("latest", now.number()));
        model.ifPresent(path -> node.put("model", Secrets.redacted(path)));
        if (champion > 0) {
            node.put("champion", champion);
        }
        comparison.ifPresent(compared -> node.set("comparison", compared.toJson()));
        return node;
    }
}
