package dev.hone.driver.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hone.driver.study.StudyProgress.Running;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.List;

/** Searches as JSON: an array with an object per search, times in seconds. */
final class SearchJson {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private SearchJson() {}

    static JsonNode of(List<SearchFigures> searches) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        searches.forEach(search -> array.add(of(search)));
        return array;
    }

    private static ObjectNode of(SearchFigures search) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("study", search.study());
        node.put("state", search.state().label());
        node.put("metric", search.metric());
        search.best().ifPresent(best -> node.put("best", best));
        node.put("elapsedSeconds", search.elapsed().toMillis() / MILLIS_PER_SECOND);
        node.put("slots", search.inFlight().slots());
        putCounts(search, node.putObject("trials"));
        ObjectNode lanes = node.putObject("laneSeconds");
        search.laneSeconds().forEach((lane, seconds) -> lanes.put(lane.label(), seconds));
        ArrayNode running = node.putArray("running");
        search.inFlight().running().forEach(trial -> running.add(of(trial)));
        ArrayNode top = node.putArray("top");
        search.top().forEach(trial -> top.add(of(trial, search.metric())));
        return node;
    }

    private static void putCounts(SearchFigures search, ObjectNode counts) {
        search.counts().planned().ifPresent(planned -> counts.put("planned", planned));
        counts.put("succeeded", search.counts().succeeded());
        counts.put("failed", search.counts().failed());
        counts.put("running", search.inFlight().running().size());
        counts.put("waiting", search.inFlight().waiting());
    }

    private static ObjectNode of(Running trial) {
        return of(trial.config()).put("seconds", trial.time().toMillis() / MILLIS_PER_SECOND);
    }

    private static ObjectNode of(Scored trial, String metric) {
        return of(trial.config())
                .put("score", trial.mean(metric))
                .put("std", trial.std(metric))
                .put("seconds", trial.nanos() / NANOS_PER_SECOND)
                .put("lane", trial.lane().label());
    }

    private static ObjectNode of(TrialConfig trial) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("number", trial.number());
        node.put("learner", trial.learner());
        ObjectNode params = node.putObject("params");
        trial.params().forEach((name, value) -> params.put(name, value.toString()));
        return node;
    }
}
