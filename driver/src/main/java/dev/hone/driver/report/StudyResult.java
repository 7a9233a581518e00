package dev.hone.driver.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.journal.OutcomeJson;
import dev.hone.driver.publish.PublishDecision;
import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.ranking.Conclusion.Basis;
import dev.hone.driver.ranking.FailureReasons;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a study has come to, as {@code result.json} tells it.
 *
 * @param study the study's name and file
 * @param table the table
 * @param validation how trials were judged
 * @param seed the study's seed
 * @param trials number of trials of the whole study
 * @param curves what is scored along each training
 * @param time of this run's search
 * @param versions of what ran it
 * @param output where the other files are
 * @param java the best trial's pipeline as Java; empty if there is none
 */
public record StudyResult(
        StudySource study,
        Table table,
        Validation validation,
        long seed,
        long trials,
        Curves curves,
        SearchTime time,
        Versions versions,
        Output output,
        Optional<String> java) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ESTIMATED = "estimated";
    private static final String CONFIRMED = "confirmed";
    private static final String RECOMMENDED_BY = "recommendedBy";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_REASONS = 100;

    /**
     * @param name the study's name
     * @param file the study file as it was named on the command line
     */
    public record StudySource(String name, String file) {}

    /**
     * @param path the path, or the name of a table
     * @param format as a study file names it
     * @param rows number of rows
     * @param fingerprint of its content
     * @param features the feature columns of the best trial, in the order in which its model takes them
     */
    public record Table(String path, String format, int rows, String fingerprint, List<String> features) {
        public Table {
            features = List.copyOf(features);
        }
    }

    /**
     * @param scheme name of the fold scheme
     * @param folds number of folds; those of all repeats
     * @param params of the scheme by the keys of a study file, defaults included
     */
    public record Validation(String scheme, int folds, Map<String, Object> params) {
        public Validation {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }
    }

    /**
     * Learning curves.
     *
     * @param text what is scored along each training; empty if each trial is trained alone
     * @param best number of the proposal whose training the best trial shares; empty if it is trained alone
     */
    public record Curves(Optional<String> text, OptionalLong best) {
        /** Those of a search, with its best trial. */
        public static Curves of(CurveSampler sampler, Optional<Scored> best) {
            return new Curves(
                    sampler.text(),
                    best.map(trial -> sampler.sharedCurve(trial.config())).orElseGet(OptionalLong::empty));
        }
    }

    /**
     * @param start when this run's search began
     * @param end when the result was written
     * @param search wall time of the search without the last training
     */
    public record SearchTime(Instant start, Instant end, Duration search) {}

    /**
     * @param hone version of Hone
     * @param spark version of Spark
     */
    public record Versions(String hone, String spark) {

        /** Of this jar and a session's Spark. */
        public static Versions with(String spark) {
            return new Versions(ofHone(), spark);
        }

        /** The version of Hone's jar. */
        public static String ofHone() {
            return Optional.ofNullable(StudyResult.class.getPackage().getImplementationVersion())
                    .orElse("(development)");
        }
    }

    /**
     * @param model the saved model; empty if there is none
     * @param leaderboard {@code leaderboard.csv}
     */
    public record Output(Optional<String> model, String leaderboard) {}

    /** The result as JSON, indented, with {@code best} absent while no trial has a score. */
    public String toJson(Leaderboard leaderboard) {
        return toJson(leaderboard, Optional.empty());
    }

    /** The same of a study that publishes its best model, with what became of that. */
    public String toJson(Leaderboard leaderboard, Optional<PublishDecision> published) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("study", study.name());
        node.put("studyFile", study.file());
        node.put("metric", leaderboard.objective().metric());
        node.put("direction", leaderboard.objective().direction().label());
        node.put("seed", seed);
        node.putObject("table")
                .put("path", table.path())
                .put("format", table.format())
                .put("rows", table.rows());
        ArrayNode columns = node.putArray("features");
        table.features().forEach(columns::add);
        ObjectNode judged = node.putObject("validation");
        judged.put("scheme", validation.scheme());
        judged.put("folds", validation.folds());
        judged.set("params", JSON.valueToTree(validation.params()));
        leaderboard.conclusion().ifPresent(conclusion -> node.set("best", best(conclusion, leaderboard)));
        published.ifPresent(decision -> node.set("publish", decision.toJson()));
        curves.text().ifPresent(text -> node.put("curves", text));
        ObjectNode counts = node.putObject("trials");
        counts.put("total", trials);
        counts.put("succeeded", leaderboard.succeeded());
        counts.put("failed", leaderboard.failed());
        counts.put("pruned", 0);
        addFailures(node, leaderboard);
        node.put("started", time.start().toString());
        node.put("ended", time.end().toString());
        node.put("wallSeconds", time.search().toMillis() / 1000.0);
        node.put("trainSeconds", leaderboard.totalTrainNanos() / NANOS_PER_SECOND);
        node.put("honeVersion", versions.hone());
        node.put("sparkVersion", versions.spark());
        node.put("dataFingerprint", table.fingerprint());
        ObjectNode files = node.putObject("output");
        output.model().ifPresent(model -> files.put("model", model));
        files.put("leaderboard", output.leaderboard());
        return node.toPrettyString() + "\n";
    }

    /** The most frequent reasons, each with the first trial that failed so; absent without failures. */
    private static void addFailures(ObjectNode node, Leaderboard leaderboard) {
        if (leaderboard.failed() == 0) {
            return;
        }
        ArrayNode failures = node.putArray("failures");
        FailureReasons.of(leaderboard.failures()).reasons().stream()
                .limit(MOST_REASONS)
                .forEach(reason -> {
                    Failed first = reason.first();
                    ObjectNode failure = failures.addObject();
                    failure.put("category", first.category().name());
                    failure.put("message", first.message());
                    failure.put("trials", reason.trials());
                    failure.put("first", first.config().number());
                    first.failedFold().ifPresent(fold -> failure.put("fold", fold));
                });
    }

    /**
     * The Java that the text of a {@code result.json} has of a trial; empty if it is of another trial, or no such file.
     *
     * @param trial number of the trial
     */
    public static Optional<String> java(String json, long trial) {
        try {
            JsonNode best = JSON.readTree(json).at("/best");
            JsonNode java = best.at("/java");
            return best.at("/number").longValue() == trial && java.isTextual()
                    ? Optional.of(java.textValue())
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * What the text of a {@code result.json} concludes; empty if it is no such file, or of another number of trials.
     *
     * @param outcomes of the study's trials
     */
    public static Optional<Conclusion> conclusion(String json, List<TrialOutcome> outcomes) {
        try {
            JsonNode root = JSON.readTree(json);
            long trials = root.at("/trials/succeeded").longValue()
                    + root.at("/trials/failed").longValue();
            JsonNode best = root.at("/best");
            Optional<Basis> basis = Basis.labelled(best.path(RECOMMENDED_BY).asText());
            return outcomes.stream()
                    .filter(outcome -> outcomes.size() == trials && basis.isPresent())
                    .filter(outcome ->
                            outcome.config().number() == best.path("number").longValue())
                    .filter(Scored.class::isInstance)
                    .map(outcome -> new Conclusion(
                            (Scored) outcome, basis.orElseThrow(), score(best, ESTIMATED), score(best, CONFIRMED)))
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Map<Long, Double> score(JsonNode best, String name) {
        return best.path(name).isNumber()
                ? Map.of(best.path("number").longValue(), best.path(name).doubleValue())
                : Map.of();
    }

    private ObjectNode best(Conclusion conclusion, Leaderboard leaderboard) {
        Scored best = conclusion.best();
        long number = best.config().number();
        String objective = leaderboard.objective().metric();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", number);
        curves.best().ifPresent(proposal -> node.put("curve", proposal));
        node.put("score", best.mean(objective));
        node.put("std", best.std(objective));
        node.put("observed", best.mean(objective));
        conclusion.estimatedScore(number).ifPresent(score -> node.put(ESTIMATED, score));
        conclusion.confirmedScore(number).ifPresent(score -> node.put(CONFIRMED, score));
        node.put(RECOMMENDED_BY, conclusion.basis().label());
        node.put("learner", best.config().learner());
        node.set("params", OutcomeJson.params(best.config().params()));
        ArrayNode folds = node.putArray("foldScores");
        for (FoldScore fold : best.folds()) {
            folds.add(fold.metric(objective));
        }
        ObjectNode metrics = node.putObject("metrics");
        leaderboard.metrics().forEach(metric -> metrics.set(metric, OutcomeJson.number(best.mean(metric))));
        node.put("lane", best.lane().label());
        if (!best.choice().reason().isEmpty()) {
            node.put("laneReason", best.choice().reason());
        }
        node.put("seed", best.config().seed());
        java.ifPresent(text -> node.put("java", text));
        return node;
    }
}
