package dev.hone.driver.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
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
import java.util.Set;

/** One outcome as one line of JSON and back, exact to the last bit of every number. */
public final class OutcomeJson {
    private static final ObjectReader READER = new ObjectMapper()
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final String SCORED = "scored";
    private static final String FAILED = "failed";
    private static final String PROPOSED = "proposed";

    /** Absent where there is none, and in journals of earlier versions. */
    private static final String LANE_REASON = "laneReason";

    private static final Set<String> PROPOSED_FIELDS = Set.of("number", "state", "learner", "params", "seed");
    private static final Set<String> SCORED_FIELDS =
            Set.of("number", "state", "learner", "params", "seed", "nanos", "lane", LANE_REASON, "folds");
    private static final Set<String> FAILED_FIELDS =
            Set.of("number", "state", "learner", "params", "seed", "nanos", "category", "message", "fold");
    private static final Set<String> FOLD_FIELDS = Set.of("fold", "metrics", "trainNanos", "scoreNanos");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OutcomeJson() {}

    /** Writes the outcome without line breaks. */
    public static String write(TrialOutcome outcome) {
        ObjectNode node = node(outcome.config(), outcome instanceof Scored ? SCORED : FAILED);
        node.put("nanos", outcome.nanos());
        if (outcome instanceof Scored scored) {
            node.put("lane", scored.lane().label());
            if (!scored.choice().reason().isEmpty()) {
                node.put(LANE_REASON, scored.choice().reason());
            }
            ArrayNode folds = node.putArray("folds");
            scored.folds().forEach(fold -> folds.add(fold(fold)));
        } else if (outcome instanceof Failed failed) {
            node.put("category", failed.category().name());
            node.put("message", failed.message());
            failed.failedFold().ifPresent(fold -> node.put("fold", fold));
        }
        return node.toString();
    }

    /** Writes a trial that was proposed and has not ended, without line breaks. */
    static String writeProposal(TrialConfig config) {
        return node(config, PROPOSED).toString();
    }

    private static ObjectNode node(TrialConfig config, String state) {
        ObjectNode node = JSON.objectNode();
        node.put("number", config.number());
        node.put("state", state);
        node.put("learner", config.learner());
        node.set("params", params(config.params()));
        node.put("seed", config.seed());
        return node;
    }

    /**
     * Reads a line of a journal, which {@link #write} or {@link #writeProposal} wrote.
     *
     * @throws IOException if it is none; the message tells why
     */
    static JournalEntry readEntry(String line) throws IOException {
        try {
            JsonNode node = READER.readTree(line);
            return PROPOSED.equals(node.path("state").textValue())
                    ? new JournalEntry.Proposed(readProposal(node))
                    : new JournalEntry.Ended(read(node));
        } catch (JsonProcessingException e) {
            throw new IOException("not an outcome (" + e.getOriginalMessage() + ")", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an outcome (" + e.getMessage() + ")", e);
        }
    }

    private static TrialConfig readProposal(JsonNode node) {
        JsonFields.requireKnown(node, PROPOSED_FIELDS);
        return config(node);
    }

    /**
     * Reads a line that {@link #write} wrote.
     *
     * @throws IOException if it is not one; the message tells why
     */
    public static TrialOutcome read(String line) throws IOException {
        if (readEntry(line) instanceof JournalEntry.Ended ended) {
            return ended.outcome();
        }
        throw new IOException("not an outcome (state: " + PROPOSED + ")");
    }

    private static TrialOutcome read(JsonNode node) {
        TrialConfig config = config(node);
        long nanos = JsonFields.whole(node, "nanos");
        String state = JsonFields.text(node, "state");
        return switch (state) {
            case SCORED -> {
                JsonFields.requireKnown(node, SCORED_FIELDS);
                yield new Scored(config, readLane(node), readFolds(node), nanos);
            }
            case FAILED -> {
                JsonFields.requireKnown(node, FAILED_FIELDS);
                FailureCategory category = FailureCategory.valueOf(JsonFields.text(node, "category"));
                int fold = node.has("fold") ? (int) JsonFields.count(node, "fold") : Failed.NO_FOLD;
                yield new Failed(config, category, JsonFields.text(node, "message"), fold, nanos);
            }
            default ->
                throw new IllegalArgumentException(
                        "Field 'state' must be " + SCORED + " or " + FAILED + " (value: " + state + ")");
        };
    }

    private static LaneChoice readLane(JsonNode node) {
        return new LaneChoice(
                Lane.labelled(JsonFields.text(node, "lane")),
                node.has(LANE_REASON) ? JsonFields.text(node, LANE_REASON) : "");
    }

    private static TrialConfig config(JsonNode node) {
        return new TrialConfig(
                JsonFields.count(node, "number"),
                JsonFields.text(node, "learner"),
                readParams(JsonFields.container(node, "params")),
                JsonFields.whole(node, "seed"));
    }

    /** The folds from the first on, each scored by the same metrics. */
    private static List<FoldScore> readFolds(JsonNode node) {
        List<FoldScore> folds = new ArrayList<>();
        for (JsonNode element : JsonFields.container(node, "folds")) {
            FoldScore fold = readFold(element);
            if (fold.fold() != folds.size()) {
                throw new IllegalArgumentException(
                        "Field 'fold' must be " + folds.size() + " (value: " + fold.fold() + ")");
            }
            if (!folds.isEmpty()
                    && !folds.get(0).metrics().keySet().equals(fold.metrics().keySet())) {
                throw new IllegalArgumentException("Folds must have the same metrics ("
                        + folds.get(0).metrics().keySet() + ", "
                        + fold.metrics().keySet() + ")");
            }
            folds.add(fold);
        }
        return folds;
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

    private static double readNumber(String metric, JsonNode node) {
        return node.isNull() ? Double.NaN : JsonFields.number(metric, node);
    }

    private static FoldScore readFold(JsonNode node) {
        JsonFields.requireKnown(node, FOLD_FIELDS);
        Map<String, Double> metrics = new LinkedHashMap<>();
        JsonFields.container(node, "metrics")
                .properties()
                .forEach(entry -> metrics.put(entry.getKey(), readNumber(entry.getKey(), entry.getValue())));
        return new FoldScore(
                JsonFields.count(node, "fold"),
                metrics,
                JsonFields.whole(node, "trainNanos"),
                JsonFields.whole(node, "scoreNanos"));
    }
}
