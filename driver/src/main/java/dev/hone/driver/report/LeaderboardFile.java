package dev.hone.driver.report;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code leaderboard.csv}: a line per trial, best first, failed ones last.
 *
 * <p>Columns: {@code rank}, {@code number}, {@code curve} (the proposal whose training serves the trial; only in searches with
 * learning curves, empty of a trial that is trained alone), {@code state} (scored or failed), {@code learner}, {@code score} and {@code
 * std} (mean and population standard deviation of the objective over the folds), {@code estimated} (by a model of all scores) and
 * {@code confirmed} (mean over these and other folds) where they are known of any trial, {@code param_x} for each param, {@code mean_x} and
 * {@code std_x} for each metric, {@code seconds} (of the whole trial in its task), {@code train_seconds}, {@code lane},
 * {@code lane_reason} (why no faster lane trained it; empty in the fastest), {@code failure} (category and message, and in brackets the fold, if it is of one). What does not apply is empty, and so are a
 * metric's mean and deviation if it is undefined on any fold.
 */
public final class LeaderboardFile {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<String> params;
    private final LongFunction<TrialConfig> configs;
    private final Optional<CurveSampler> curves;

    /**
     * @param params all params of the study in their order, a column each
     * @param configs makes a trial's configuration from its number
     */
    public LeaderboardFile(List<String> params, LongFunction<TrialConfig> configs) {
        this(params, configs, Optional.empty());
    }

    /**
     * That of a search that may have learning curves.
     *
     * @param params all params of the study in their order, a column each
     * @param configs makes a trial's configuration from its number
     * @param curves tells which trials share a training
     */
    public LeaderboardFile(List<String> params, LongFunction<TrialConfig> configs, CurveSampler curves) {
        this(
                params,
                configs,
                Optional.of(curves).filter(sampler -> sampler.text().isPresent()));
    }

    private LeaderboardFile(List<String> params, LongFunction<TrialConfig> configs, Optional<CurveSampler> curves) {
        this.curves = curves;
        this.params = List.copyOf(params);
        this.configs = configs;
    }

    public void write(Leaderboard leaderboard, Writer target) {
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.getFormat().setLineSeparator("\n");
        settings.trimValues(false);
        CsvWriter csv = new CsvWriter(target, settings);
        List<OtherScore> others = others(leaderboard);
        csv.writeHeaders(header(leaderboard, others));
        int objective = leaderboard.metrics().indexOf(leaderboard.objective().metric());
        leaderboard.forEachScored(row -> csv.writeRow(scored(row, objective, others)));
        leaderboard.failures().forEach(failed -> csv.writeRow(failed(failed, leaderboard, others)));
        csv.flush();
    }

    /** A column of scores besides those observed. */
    private record OtherScore(String name, Map<Long, Double> scores) {}

    private static List<OtherScore> others(Leaderboard leaderboard) {
        return leaderboard
                .conclusion()
                .map(conclusion -> Stream.of(
                                new OtherScore("estimated", conclusion.estimated()),
                                new OtherScore("confirmed", conclusion.confirmed()))
                        .filter(other -> !other.scores().isEmpty())
                        .toList())
                .orElseGet(List::of);
    }

    private List<String> header(Leaderboard leaderboard, List<OtherScore> others) {
        List<String> header = new ArrayList<>(List.of("rank", "number"));
        curves.ifPresent(sampler -> header.add("curve"));
        header.addAll(List.of("state", "learner", "score", "std"));
        others.forEach(other -> header.add(other.name()));
        params.forEach(param -> header.add("param_" + param));
        for (String metric : leaderboard.metrics()) {
            header.add("mean_" + metric);
            header.add("std_" + metric);
        }
        header.addAll(List.of("seconds", "train_seconds", "lane", "lane_reason", "failure"));
        return header;
    }

    private Object[] scored(Leaderboard.Row row, int objective, List<OtherScore> others) {
        TrialConfig config = configs.apply(row.number());
        List<@Nullable Object> line = new ArrayList<>();
        line.add(row.rank());
        line.add(row.number());
        addCurve(line, config);
        line.add("scored");
        line.add(config.learner());
        line.add(row.means().get(objective));
        line.add(row.stds().get(objective));
        others.forEach(other -> line.add(other.scores().get(row.number())));
        addParams(line, config);
        for (int metric = 0; metric < row.means().size(); metric++) {
            line.add(cell(row.means().get(metric)));
            line.add(cell(row.stds().get(metric)));
        }
        line.add(row.trialNanos() / NANOS_PER_SECOND);
        line.add(row.trainNanos() / NANOS_PER_SECOND);
        line.add(row.choice().lane().label());
        line.add(row.choice().reason().isEmpty() ? null : row.choice().reason());
        line.add(null);
        return line.toArray();
    }

    /** Empty where a metric is undefined. */
    private static @Nullable Double cell(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private Object[] failed(Failed failed, Leaderboard leaderboard, List<OtherScore> others) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(null);
        line.add(failed.config().number());
        addCurve(line, failed.config());
        line.add("failed");
        line.add(failed.config().learner());
        line.add(null);
        line.add(null);
        others.forEach(other -> line.add(null));
        addParams(line, failed.config());
        for (int value = 0; value < 2 * leaderboard.metrics().size(); value++) {
            line.add(null);
        }
        line.add(failed.nanos() / NANOS_PER_SECOND);
        line.add(null);
        line.add(null);
        line.add(null);
        line.add(failure(failed));
        return line.toArray();
    }

    private static String failure(Failed failed) {
        OptionalInt fold = failed.failedFold();
        return failed.reason() + (fold.isPresent() ? " [fold " + fold.getAsInt() + "]" : "");
    }

    private void addCurve(List<@Nullable Object> line, TrialConfig config) {
        curves.map(sampler -> sampler.sharedCurve(config))
                .ifPresent(curve -> line.add(curve.isPresent() ? curve.getAsLong() : null));
    }

    private void addParams(List<@Nullable Object> line, TrialConfig config) {
        Map<String, ParameterValue> values = config.params();
        params.forEach(param -> line.add(values.get(param)));
    }
}
