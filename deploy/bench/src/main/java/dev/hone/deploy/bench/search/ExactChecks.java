package dev.hone.deploy.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares problems with exact values: of some points, and of the mean regret of random search. The exact regret on tables is of
 * draws that may repeat; draws without repetition do a little better ({@code distinct}).
 */
final class ExactChecks {
    private static final double POINT_TOLERANCE = 1e-9;

    private final JsonNode root;

    ExactChecks(Path file) {
        root = PublishedResults.json(file);
    }

    /** One line per problem: how many of its points have their exact value. */
    List<String> points(List<SearchProblem> problems) {
        return problems.stream()
                .filter(problem -> root.path(problem.name()).has("points"))
                .map(problem -> {
                    JsonNode points = root.path(problem.name()).path("points");
                    int exact = 0;
                    for (JsonNode point : points) {
                        double value = problem.value(params(problem, point.path("params")))
                                .orElse(Double.NaN);
                        double wanted = point.path("noiseless").doubleValue();
                        exact += Math.abs(value - wanted) <= POINT_TOLERANCE * Math.max(1, Math.abs(wanted)) ? 1 : 0;
                    }
                    return String.format(
                            Locale.ROOT,
                            "%s: %d of %d points have their exact value",
                            problem.name(),
                            exact,
                            points.size());
                })
                .toList();
    }

    static final String[] HEADER = {"problem", "trials", "exact", "distinct", "random", "std. error", "off by"};

    /** Lines of {@link #HEADER}: how far the mean regret of random search is from the exact one, in standard errors. */
    List<String[]> random(List<SearchProblem> problems, Contestant random, List<Integer> counts) {
        List<String[]> lines = new ArrayList<>();
        for (SearchProblem problem : problems) {
            for (int trials : counts) {
                JsonNode exact =
                        root.path(problem.name()).path("random_exact_regret").path(Integer.toString(trials));
                random.at(new Contestant.Place(problem.name(), trials))
                        .filter(values -> exact.isNumber())
                        .ifPresent(values -> lines.add(line(problem, trials, exact.doubleValue(), values)));
            }
        }
        return lines;
    }

    private static String[] line(SearchProblem problem, int trials, double exact, double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow() - problem.minimum();
        double variance = Arrays.stream(values)
                        .map(value -> (value - problem.minimum() - mean) * (value - problem.minimum() - mean))
                        .sum()
                / Math.max(1, values.length - 1);
        double error = Math.sqrt(variance / values.length);
        double reference = problem instanceof TableProblem table ? distinct(table, trials) : exact;
        return new String[] {
            problem.name(),
            Integer.toString(trials),
            number(exact),
            problem instanceof TableProblem ? number(reference) : "",
            number(mean),
            number(error),
            String.format(Locale.ROOT, "%+.2f", (mean - reference) / error)
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    /** The expected regret of the best of some rows that are drawn without repetition. */
    private static double distinct(TableProblem table, int trials) {
        double[] sorted = table.values().values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double expected = 0;
        double noneBetter = 1;
        for (int row = 0; row + trials <= sorted.length; row++) {
            double drawn = (double) trials / (sorted.length - row);
            expected += noneBetter * drawn * (sorted[row] - table.minimum());
            noneBetter *= 1 - drawn;
        }
        return expected;
    }

    private static Map<String, ParameterValue> params(SearchProblem problem, JsonNode node) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        for (String name : problem.space().params()) {
            if (node.has(name)) {
                params.put(name, value(node.path(name)));
            }
        }
        return params;
    }

    private static ParameterValue value(JsonNode node) {
        if (node.isTextual()) {
            return new Text(node.textValue());
        }
        return node.isIntegralNumber() ? new Whole(node.longValue()) : new Real(node.doubleValue());
    }
}
