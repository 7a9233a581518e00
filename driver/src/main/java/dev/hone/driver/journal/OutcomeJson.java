package dev.hone.driver.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One outcome as one line of JSON and back, exact to the last bit of every number. */
public final class OutcomeJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OutcomeJson() {}

    /** Writes the outcome without line breaks. */
    public static String write(TrialOutcome outcome) {
        ObjectNode node = JSON.objectNode();
        node.put("number", outcome.config().number());
        node.put("state", outcome instanceof Scored ? "scored" : "failed");
        node.put("learner", outcome.config().learner());
        node.set("params", params(outcome.config().params()));
        node.put("seed", outcome.config().seed());
        node.put("nanos", outcome.nanos());
        if (outcome instanceof Scored scored) {
            node.put("lane", scored.lane().label());
            ArrayNode folds = node.putArray("folds");
            scored.folds().forEach(fold -> folds.add(fold(fold)));
        } else if (outcome instanceof Failed failed) {
            node.put("category", failed.category().name());
            node.put("message", failed.message());
        }
        return node.toString();
    }

    /**
     * Reads a line that {@link #write} wrote.
     *
     * @throws IOException if it is not one
     */
    public static TrialOutcome read(String line) throws IOException {
        JsonNode node = MAPPER.readTree(line);
        try {
            TrialConfig config = new TrialConfig(
                    node.required("number").longValue(),
                    node.required("learner").textValue(),
                    readParams(node.required("params")),
                    node.required("seed").longValue());
            long nanos = node.required("nanos").longValue();
            if (node.required("state").textValue().equals("scored")) {
                List<FoldScore> folds = new ArrayList<>();
                node.required("folds").forEach(fold -> folds.add(readFold(fold)));
                return new Scored(config, Lane.labelled(node.required("lane").textValue()), folds, nanos);
            }
            FailureCategory category =
                    FailureCategory.valueOf(node.required("category").textValue());
            return new Failed(config, category, node.required("message").textValue(), nanos);
        } catch (IllegalArgumentException e) {
            throw new IOException("Not an outcome: " + line, e);
        }
    }

    /** Params as a JSON object, in their order. */
    public static ObjectNode params(Map<String, ParameterValue> params) {
        ObjectNode node = JSON.objectNode();
        params.forEach((name, value) -> node.set(name, value(value)));
        return node;
    }

    private static JsonNode value(ParameterValue value) {
        if (value instanceof Real real) {
            return JSON.numberNode(real.value());
        }
        if (value instanceof Whole whole) {
            return JSON.numberNode(whole.value());
        }
        if (value instanceof Flag flag) {
            return JSON.booleanNode(flag.value());
        }
        if (value instanceof Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.values().forEach(element -> array.add(value(element)));
            return array;
        }
        return JSON.textNode(value.toString());
    }

    /** Params that {@link #params} wrote. */
    public static Map<String, ParameterValue> readParams(JsonNode node) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        node.properties().forEach(entry -> params.put(entry.getKey(), readValue(entry.getValue())));
        return params;
    }

    private static ParameterValue readValue(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.isIntegralNumber() ? new Whole(node.longValue()) : new Real(node.doubleValue());
            case BOOLEAN -> new Flag(node.booleanValue());
            case ARRAY -> {
                List<ParameterValue> values = new ArrayList<>();
                node.forEach(element -> values.add(readValue(element)));
                yield new Sequence(values);
            }
            case STRING -> new Text(node.textValue());
            case BINARY, MISSING, NULL, OBJECT, POJO ->
                throw new IllegalArgumentException("Not a param value: " + node);
        };
    }

    private static ObjectNode fold(FoldScore fold) {
        ObjectNode node = JSON.objectNode();
        node.put("fold", fold.fold());
        ObjectNode metrics = node.putObject("metrics");
        fold.metrics().forEach((metric, value) -> metrics.set(metric, number(value)));
        node.put("trainNanos", fold.trainNanos());
        node.put("scoreNanos", fold.scoreNanos());
        return node;
    }

    /** A number, or null for NaN: the value of a metric that is undefined. */
    public static JsonNode number(double value) {
        return Double.isNaN(value) ? JSON.nullNode() : JSON.numberNode(value);
    }

    private static double readNumber(JsonNode node) {
        return node.isNull() ? Double.NaN : node.doubleValue();
    }

    private static FoldScore readFold(JsonNode node) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        node.required("metrics")
                .properties()
                .forEach(entry -> metrics.put(entry.getKey(), readNumber(entry.getValue())));
        return new FoldScore(
                node.required("fold").intValue(),
                metrics,
                node.required("trainNanos").longValue(),
                node.required("scoreNanos").longValue());
    }
}
