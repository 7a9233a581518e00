package dev.hone.deploy.bench;

import dev.hone.deploy.bench.Contender.Search;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
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
        "best over seeds",
        "largest difference",
        "slot use",
        "ms an epoch"
    };

    private final BenchCase benchCase;
    private final int rounds;
    private final Duration warmUp;
    private final int seeds;
    private @Nullable Search first;

    /**
     * @param rounds searches that are timed, of contenders that repeat theirs
     * @param warmUp how long these search before
     * @param seeds searches of other seeds, for the spread of the best score; 0 for none
     */
    Comparison(BenchCase benchCase, int rounds, Duration warmUp, int seeds) {
        this.benchCase = benchCase;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.seeds = seeds;
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
        Search median = contender.isRepeated() ? median(contender) : contender.search(benchCase);
        System.err.printf(
                Locale.ROOT,
                "%s, %s, %s: %.4f s%n",
                benchCase.table().name(),
                benchCase.learner().label(),
                contender.name(),
                median.seconds());
        return median;
    }

    private Search median(Contender contender) {
        long end = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < end) {
            contender.search(benchCase);
        }
        return IntStream.range(0, rounds)
                .mapToObj(round -> contender.search(benchCase))
                .sorted(Comparator.comparingDouble(Search::seconds))
                .toList()
                .get(rounds / 2);
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
            format("%.6f", best(search.scores())),
            bestOverSeeds(contender, search),
            format("%.1e", difference(first.scores(), search.scores())),
            format("%.2f", search.slotUse()),
            format("%.3f", millisPerEpoch(search))
        };
    }

    /** In one thread, since a trial has one. */
    private OptionalDouble millisPerEpoch(Search search) {
        if (benchCase.learner().epochs().isEmpty() || search.trialSeconds().isEmpty()) {
            return OptionalDouble.empty();
        }
        long epochs = search.scores().length
                * benchCase.table().folds()
                * benchCase.learner().epochs().getAsLong();
        return OptionalDouble.of(1e3 * search.trialSeconds().getAsDouble() / epochs);
    }

    /** The least and the largest of the best scores that searches with several seeds find. */
    private String bestOverSeeds(Contender contender, Search search) {
        DoubleSummaryStatistics bests = new DoubleSummaryStatistics();
        bests.accept(best(search.scores()));
        for (int seed = 1; seed <= seeds; seed++) {
            contender
                    .scores(benchCase.withSeed(BenchCase.FIRST_SEED + seed))
                    .ifPresent(scores -> bests.accept(best(scores)));
        }
        return bests.getCount() == 1 ? "" : format("%.6f", bests.getMin()) + " to " + format("%.6f", bests.getMax());
    }

    private double best(double[] scores) {
        return Arrays.stream(scores)
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

    private static String format(String pattern, OptionalDouble value) {
        return value.isPresent() ? format(pattern, value.getAsDouble()) : "";
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
