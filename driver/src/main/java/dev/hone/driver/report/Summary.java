package dev.hone.driver.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.ranking.Conclusion.Basis;
import dev.hone.driver.ranking.FailureReasons;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** What a study prints at its end: the ten best trials, why others failed, and the best trial as Java. */
public final class Summary {
    private static final int ROWS = 10;
    private static final int MOST_REASONS = 3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final MathContext DIGITS = new MathContext(4);

    private final Leaderboard leaderboard;
    private final List<String> params;
    private final LongFunction<TrialConfig> configs;
    private final Function<TrialConfig, Optional<String>> java;

    /**
     * @param leaderboard the outcomes
     * @param params all params of the study in their order
     * @param configs makes a trial's configuration from its number
     * @param java makes the Java of the best trial from its configuration, if it can be told
     */
    public Summary(
            Leaderboard leaderboard,
            List<String> params,
            LongFunction<TrialConfig> configs,
            Function<TrialConfig, Optional<String>> java) {
        this.leaderboard = leaderboard;
        this.params = List.copyOf(params);
        this.configs = configs;
        this.java = java;
    }

    /** All of it, lines ended by line feeds. */
    public String text() {
        StringBuilder text = new StringBuilder();
        leaderboard
                .conclusion()
                .ifPresent(best -> text.append(table()).append("\n\n").append(best(best)));
        if (leaderboard.failed() > 0) {
            text.append(text.isEmpty() ? "" : "\n").append(failures());
        }
        return text.toString();
    }

    private record Line(Leaderboard.Row row, TrialConfig config) {}

    private String table() {
        List<Line> lines = leaderboard.top(ROWS).stream()
                .map(row -> new Line(row, configs.apply(row.number())))
                .toList();
        List<ColumnData<Line>> columns = new ArrayList<>();
        columns.add(right("rank", line -> Integer.toString(line.row().rank())));
        columns.add(right("trial", line -> Long.toString(line.row().number())));
        addMetrics(columns);
        if (lines.stream().map(line -> line.config().learner()).distinct().count() > 1) {
            columns.add(left("learner", line -> line.config().learner()));
        }
        params.stream()
                .filter(param ->
                        lines.stream().anyMatch(line -> line.config().params().containsKey(param)))
                .forEach(param ->
                        columns.add(right(param, line -> value(line.config().params(), param))));
        columns.add(right("seconds", line -> fixed(line.row().trialNanos() / NANOS_PER_SECOND, 2)));
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, lines, columns)
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private void addMetrics(List<ColumnData<Line>> columns) {
        int objective = leaderboard.metrics().indexOf(leaderboard.objective().metric());
        for (int metric = 0; metric < leaderboard.metrics().size(); metric++) {
            int index = metric;
            columns.add(right(
                    leaderboard.metrics().get(metric),
                    line -> score(line.row().means().get(index))));
            if (metric == objective) {
                columns.add(right("std", line -> score(line.row().stds().get(index))));
            }
        }
    }

    private String best(Conclusion conclusion) {
        Scored best = conclusion.best();
        String metric = leaderboard.objective().metric();
        return "Best: trial " + best.config().number() + ", " + metric + " " + score(best.mean(metric)) + ", std "
                + score(best.std(metric)) + " over " + folds(best.folds().size()) + others(conclusion) + "\n"
                + java.apply(best.config()).map("\n"::concat).orElse("");
    }

    /** What else is known of its score, and by which it was picked where that is not the observed one. */
    private static String others(Conclusion conclusion) {
        long number = conclusion.best().config().number();
        StringBuilder text = new StringBuilder();
        conclusion
                .estimatedScore(number)
                .ifPresent(score -> text.append(", estimated ").append(score(score)));
        conclusion
                .confirmedScore(number)
                .ifPresent(score -> text.append(", confirmed ").append(score(score)));
        return conclusion.basis() == Basis.OBSERVED
                ? text.toString()
                : text + "; best by " + conclusion.basis().label() + " score";
    }

    private static String folds(int folds) {
        return folds == 1 ? "1 fold" : folds + " folds";
    }

    private String failures() {
        StringBuilder text = new StringBuilder(leaderboard.failed() + " failed\n");
        FailureReasons.of(leaderboard.failures()).reasons().stream()
                .limit(MOST_REASONS)
                .forEach(reason -> text.append(reason.text()).append('\n'));
        return text.toString();
    }

    private static ColumnData<Line> right(String header, Function<Line, String> content) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(content);
    }

    private static ColumnData<Line> left(String header, Function<Line, String> content) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .with(content);
    }

    private static String value(Map<String, ParameterValue> values, String param) {
        ParameterValue value = values.get(param);
        if (value instanceof Real real) {
            return digits(real.value());
        }
        return value == null ? "" : value.toString();
    }

    /** Four digits, with an exponent only where the number would be long without. */
    private static String digits(double value) {
        double size = Math.abs(value);
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return value == 0 || (size >= 1e-4 && size < 1e7) ? rounded.toPlainString() : rounded.toString();
    }

    /**
     * Four decimals where they tell something, else six digits; a dash for the NaN of an undefined metric. A std may be
     * infinite where no score is.
     */
    static String score(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        return value == 0 || !Double.isFinite(value) || (size >= 1e-3 && size < 1e4)
                ? fixed(value, 4)
                : new BigDecimal(value).round(new MathContext(6)).toString();
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
