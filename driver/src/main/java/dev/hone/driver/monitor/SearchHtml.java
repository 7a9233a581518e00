package dev.hone.driver.monitor;

import dev.hone.driver.cli.progress.ProgressText;
import dev.hone.driver.monitor.SearchFigures.Counts;
import dev.hone.driver.study.StudyProgress.Running;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Searches as HTML in the style of Spark's pages: counts, the trials that run and the best ones. The browser loads it again every
 * few seconds. Everything but tags is escaped.
 */
final class SearchHtml {
    private static final int REFRESH_SECONDS = 5;
    private static final int MOST_RUNNING = 50;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private SearchHtml() {}

    static String of(List<SearchFigures> searches) {
        String refresh = "<meta http-equiv=\"refresh\" content=\"" + REFRESH_SECONDS + "\"/>";
        return searches.stream().map(SearchHtml::of).collect(Collectors.joining("\n", refresh, ""))
                + "<p><a href=\"json/\">JSON</a></p>";
    }

    private static String of(SearchFigures search) {
        return "<h4>" + escaped(search.study()) + "</h4>" + facts(search) + running(search) + top(search);
    }

    private static String facts(SearchFigures search) {
        Counts counts = search.counts();
        List<String> facts = new ArrayList<>();
        facts.add(fact("State", search.state().label()));
        facts.add(fact(
                "Trials",
                counts.ended()
                        + (counts.planned().isPresent()
                                ? " of " + counts.planned().getAsLong()
                                : "")
                        + " ended: " + counts.succeeded() + " succeeded, " + counts.failed() + " failed; "
                        + search.inFlight().running().size() + " running, "
                        + search.inFlight().waiting() + " waiting"));
        search.best().ifPresent(best -> facts.add(fact("Best " + search.metric(), ProgressText.score(best))));
        facts.add(fact("Elapsed", seconds(search.elapsed().toMillis() / MILLIS_PER_SECOND)));
        facts.add(fact("Slots", Integer.toString(search.inFlight().slots())));
        facts.add(fact("Seconds by lane", lanes(search)));
        return facts.stream().collect(Collectors.joining("", "<ul class=\"list-unstyled\">", "</ul>"));
    }

    private static String fact(String name, String value) {
        return "<li><strong>" + escaped(name) + ":</strong> " + escaped(value) + "</li>";
    }

    private static String lanes(SearchFigures search) {
        return search.laneSeconds().keySet().stream()
                .map((Lane lane) -> lane.label() + " " + seconds(search.seconds(lane)))
                .collect(Collectors.joining(", "));
    }

    private static String running(SearchFigures search) {
        List<Running> running = search.inFlight().running();
        return running.isEmpty()
                ? ""
                : "<h5>Running</h5>"
                        + table(
                                List.of("Trial", "Params", "Seconds"),
                                running.stream()
                                        .limit(MOST_RUNNING)
                                        .map(SearchHtml::cells)
                                        .toList());
    }

    private static List<String> cells(Running trial) {
        return List.of(
                number(trial.config()),
                params(trial.config()),
                seconds(trial.time().toMillis() / MILLIS_PER_SECOND));
    }

    private static String top(SearchFigures search) {
        return search.top().isEmpty()
                ? ""
                : "<h5>Best trials</h5>"
                        + table(
                                List.of("Trial", "Params", search.metric(), "Seconds", "Lane"),
                                search.top().stream()
                                        .map(trial -> cells(trial, search.metric()))
                                        .toList());
    }

    private static List<String> cells(Scored trial, String metric) {
        return List.of(
                number(trial.config()),
                params(trial.config()),
                ProgressText.score(trial.mean(metric)) + " ± " + String.format(Locale.ROOT, "%.3g", trial.std(metric)),
                seconds(trial.nanos() / NANOS_PER_SECOND),
                trial.lane().label());
    }

    private static String number(TrialConfig trial) {
        return Long.toString(trial.number());
    }

    private static String params(TrialConfig trial) {
        return trial.params().entrySet().stream()
                .map(param -> param.getKey() + " = " + param.getValue())
                .collect(Collectors.joining(", ", trial.learner() + ": ", ""));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private static String table(List<String> header, List<List<String>> rows) {
        return "<table class=\"table table-bordered table-striped table-sm\"><thead>" + row("th", header)
                + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining("", "</thead><tbody>", ""))
                + "</tbody></table>";
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
