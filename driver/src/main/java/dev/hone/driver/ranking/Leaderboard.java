package dev.hone.driver.ranking;

import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The outcomes of a study, ranked: scored trials by score, of scores that are equal within rounding
 * ({@link Objective#ranked}) the lower number first, then failed trials
 * by number. Keeps a few numbers per trial, so that a million trials take some tens of megabytes; configurations are made
 * again from the trial's number by whoever prints them.
 */
public final class Leaderboard {
    /** How many trials are kept with all their folds. */
    public static final int MOST_TOP_TRIALS = 100;

    private static final int NUMBERS_PER_METRIC = 2;

    private final Objective objective;
    private final List<String> metrics;
    private final Map<Long, Failed> failures = new HashMap<>();
    private long[] numbers = new long[16];
    private double[] values;
    private LaneChoice[] lanes = new LaneChoice[16];

    /** One object for equal ones, which come apart from each task. */
    private final Map<LaneChoice, LaneChoice> distinctLanes = new HashMap<>();

    private long[] trialNanos = new long[16];
    private long[] trainNanos = new long[16];
    private int size;
    private long totalTrainNanos;
    private BestTrial best;
    private final TopTrials top;
    private Optional<Conclusion> conclusion = Optional.empty();

    /**
     * @param objective what ranks the trials; its metric is one of {@code metrics}
     * @param metrics all metrics that trials are scored by, in the study's order
     */
    public Leaderboard(Objective objective, List<String> metrics) {
        if (!metrics.contains(objective.metric())) {
            throw new IllegalArgumentException(
                    "The objective must be one of the metrics " + metrics + " (objective: " + objective.metric() + ")");
        }
        this.objective = objective;
        this.metrics = List.copyOf(metrics);
        values = new double[numbers.length * metrics.size() * NUMBERS_PER_METRIC];
        best = BestTrial.none(objective);
        top = new TopTrials(objective, MOST_TOP_TRIALS);
    }

    public Objective objective() {
        return objective;
    }

    public List<String> metrics() {
        return metrics;
    }

    /** Takes an outcome in; each trial at most once. */
    public void add(TrialOutcome outcome) {
        if (outcome instanceof Scored scored) {
            addScored(scored);
        } else if (outcome instanceof Failed failed) {
            failures.put(failed.config().number(), failed);
        }
    }

    public int succeeded() {
        return size;
    }

    public int failed() {
        return failures.size();
    }

    /** The best trial so far, with all its folds. */
    public BestTrial best() {
        return best;
    }

    /** The best trials, with all their folds: at most {@value #MOST_TOP_TRIALS}. */
    public List<Scored> topTrials(int most) {
        return top.first(most);
    }

    /** Takes note of which trial the study recommends, once its search has ended. */
    public void conclude(Conclusion reached) {
        conclusion = Optional.of(reached);
    }

    /** Which trial the study recommends: the best observed one until another is concluded; empty without a score. */
    public Optional<Conclusion> conclusion() {
        return conclusion.or(() -> best.trial().map(Conclusion::observed));
    }

    /** Training time summed over all folds of all scored trials, nanoseconds. */
    public long totalTrainNanos() {
        return totalTrainNanos;
    }

    /** The first {@code most} rows, best first. */
    public List<Row> top(int most) {
        List<Row> rows = new ArrayList<>();
        int[] order = order();
        for (int rank = 0; rank < Math.min(most, size); rank++) {
            rows.add(row(rank + 1, order[rank]));
        }
        return rows;
    }

    /** Hands every scored trial to the reader, best first. */
    public void forEachScored(Consumer<Row> reader) {
        int[] order = order();
        for (int rank = 0; rank < size; rank++) {
            reader.accept(row(rank + 1, order[rank]));
        }
    }

    /** Failed trials in order of their numbers. */
    public List<Failed> failures() {
        return failures.values().stream()
                .sorted(Comparator.comparingLong(failed -> failed.config().number()))
                .toList();
    }

    /**
     * A scored trial.
     *
     * @param rank from 1
     * @param number the trial's number
     * @param choice which trainer fitted it, and why no faster one
     * @param means mean over the folds by metric, in the study's order; NaN if the metric is undefined on any fold
     * @param stds population standard deviation over the folds by metric, in the study's order; NaN as means
     * @param trialNanos wall time of the trial in its task, nanoseconds
     * @param trainNanos time in training, over all folds, nanoseconds
     */
    public record Row(
            int rank,
            long number,
            LaneChoice choice,
            List<Double> means,
            List<Double> stds,
            long trialNanos,
            long trainNanos) {}

    private void addScored(Scored scored) {
        if (size == numbers.length) {
            grow();
        }
        numbers[size] = scored.config().number();
        lanes[size] = distinctLanes.computeIfAbsent(scored.choice(), lane -> lane);
        trialNanos[size] = scored.nanos();
        trainNanos[size] = scored.trainNanos();
        int at = size * metrics.size() * NUMBERS_PER_METRIC;
        for (String metric : metrics) {
            values[at++] = scored.mean(metric);
            values[at++] = scored.std(metric);
        }
        size++;
        totalTrainNanos += scored.trainNanos();
        best = best.merge(BestTrial.of(objective, scored));
        top.add(scored);
    }

    private void grow() {
        int capacity = size + (size >> 1) + 1;
        numbers = Arrays.copyOf(numbers, capacity);
        lanes = Arrays.copyOf(lanes, capacity);
        trialNanos = Arrays.copyOf(trialNanos, capacity);
        trainNanos = Arrays.copyOf(trainNanos, capacity);
        values = Arrays.copyOf(values, capacity * metrics.size() * NUMBERS_PER_METRIC);
    }

    private int[] order() {
        int metric = metrics.indexOf(objective.metric());
        return IntStream.range(0, size)
                .boxed()
                .sorted((one, other) -> compare(one, other, metric))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int compare(int one, int other, int metric) {
        return objective.compare(mean(one, metric), numbers[one], mean(other, metric), numbers[other]);
    }

    private double mean(int entry, int metric) {
        return values[(entry * metrics.size() + metric) * NUMBERS_PER_METRIC];
    }

    private Row row(int rank, int entry) {
        List<Double> means = new ArrayList<>(metrics.size());
        List<Double> stds = new ArrayList<>(metrics.size());
        for (int metric = 0; metric < metrics.size(); metric++) {
            int at = (entry * metrics.size() + metric) * NUMBERS_PER_METRIC;
            means.add(values[at]);
            stds.add(values[at + 1]);
        }
        return new Row(rank, numbers[entry], lanes[entry], means, stds, trialNanos[entry], trainNanos[entry]);
    }
}
