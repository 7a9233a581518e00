package dev.hone.deploy.bench;

import dev.hone.deploy.bench.Contender.Search;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One grid by several contenders: a line each. */
final class Comparison {
    static final String[] HEADER = {
        "table",
        "size",
        "learner",
        "contender",
        "seconds",
        "times faster",
        "metric",
        "best",
        "largest difference",
        "slot use"
    };

    private final BenchCase benchCase;
    private final int rounds;
    private @Nullable Search first;

    Comparison(BenchCase benchCase, int rounds) {
        this.benchCase = benchCase;
        this.rounds = rounds;
    }

    /** The lines of the contenders that can run, the first being what the others are compared with. */
    List<String[]> lines(List<Contender> contenders) {
        List<String[]> lines = new ArrayList<>();
        for (Contender contender : contenders) {
            if (contender.canRun(benchCase)) {
                lines.add(line(contender, run(contender)));
            }
        }
        return lines;
    }

    private Search run(Contender contender) {
        List<Search> searches = new ArrayList<>();
        for (int round = 0; round < (contender.isRepeated() ? rounds : 1); round++) {
            searches.add(contender.search(benchCase));
        }
        Search median = median(searches.size() > 1 ? searches.subList(1, searches.size()) : searches);
        System.err.printf(
                Locale.ROOT,
                "%s, %s, %s: %.4f s%n",
                benchCase.table().name(),
                benchCase.learner().label(),
                contender.name(),
                median.seconds());
        return median;
    }

    private static Search median(List<Search> searches) {
        return searches.stream()
                .sorted((one, other) -> Double.compare(one.seconds(), other.seconds()))
                .toList()
                .get(searches.size() / 2);
    }

    private String[] line(Contender contender, Search search) {
        if (first == null) {
            first = search;
        }
        return new String[] {
            benchCase.table().name(),
            benchCase.table().size(),
            benchCase.learner().label(),
            contender.name(),
            format("%.4f", search.seconds()),
            format("%.1f", first.seconds() / search.seconds()),
            benchCase.table().metric(),
            format("%.6f", best(search)),
            format("%.1e", difference(first.scores(), search.scores())),
            search.slotUse().isPresent() ? format("%.2f", search.slotUse().getAsDouble()) : ""
        };
    }

    private double best(Search search) {
        return Arrays.stream(search.scores())
                .reduce((one, other) -> benchCase.objective().direction().better(one, other) ? one : other)
                .orElseThrow();
    }

    private static double difference(double[] scores, double[] others) {
        double largest = 0;
        for (int trial = 0; trial < scores.length; trial++) {
            largest = Math.max(largest, Math.abs(scores[trial] - others[trial]));
        }
        return largest;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
