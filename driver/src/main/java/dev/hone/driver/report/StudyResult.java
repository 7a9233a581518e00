package dev.hone.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.journal.OutcomeJson;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.util.List;

/**
 * What a study has come to, as {@code result.json} tells it.
 *
 * @param study the study's name
 * @param seed the study's seed
 * @param trials number of trials of the whole study
 * @param wall time of this run's search
 * @param dataFingerprint fingerprint of the table
 * @param sparkVersion version of Spark that ran it
 * @param features the feature columns of the best trial, in the order in which its model takes them
 */
public record StudyResult(
        String study,
        long seed,
        long trials,
        Duration wall,
        String dataFingerprint,
        String sparkVersion,
        List<String> features) {
    private static final double NANOS_PER_SECOND = 1e9;

    public StudyResult {
        features = List.copyOf(features);
    }

    /** The result as JSON, indented, with {@code best} absent while no trial has a score. */
    public String toJson(Leaderboard leaderboard) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("study", study);
        node.put("metric", leaderboard.objective().metric());
        node.put("direction", leaderboard.objective().direction().label());
        node.put("seed", seed);
        leaderboard.best().trial().ifPresent(best -> node.set("best", best(best, leaderboard)));
        ObjectNode counts = node.putObject("trials");
        counts.put("total", trials);
        counts.put("succeeded", leaderboard.succeeded());
        counts.put("failed", leaderboard.failed());
        counts.put("pruned", 0);
        ArrayNode columns = node.putArray("features");
        features.forEach(columns::add);
        node.put("wallSeconds", wall.toMillis() / 1000.0);
        node.put("trainSeconds", leaderboard.totalTrainNanos() / NANOS_PER_SECOND);
        node.put("sparkVersion", sparkVersion);
        node.put("dataFingerprint", dataFingerprint);
        return node.toPrettyString() + "\n";
    }

    private ObjectNode best(Scored best, Leaderboard leaderboard) {
        String objective = leaderboard.objective().metric();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", best.config().number());
        node.put("score", best.mean(objective));
        node.put("std", best.std(objective));
        node.put("learner", best.config().learner());
        node.set("params", OutcomeJson.params(best.config().params()));
        ArrayNode folds = node.putArray("foldScores");
        for (FoldScore fold : best.folds()) {
            folds.add(fold.metric(objective));
        }
        ObjectNode metrics = node.putObject("metrics");
        leaderboard.metrics().forEach(metric -> metrics.set(metric, OutcomeJson.number(best.mean(metric))));
        node.put("lane", best.lane().label());
        node.put("seed", best.config().seed());
        return node;
    }
}
