package dev.hone.driver.sampler.gp;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.encoding.SpaceEncoding;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a history says of a space. Trials whose config is not of the space are left out.
 *
 * @param earlier how many of the trials are of an earlier run: the first ones
 * @param points of the trials that have ended, by number
 * @param trials those trials
 * @param losses the objective of each, smaller is better; NaN if it failed
 * @param running points of the trials that have not ended
 */
record Observations(
        int earlier, List<double[]> points, List<TrialOutcome> trials, double[] losses, List<double[]> running) {
    private static final int FEWEST_FOR_NOISE = 3;

    static Observations of(History history, SpaceEncoding encoding, Objective objective) {
        List<double[]> points = new ArrayList<>();
        List<TrialOutcome> trials = new ArrayList<>();
        Consumer<TrialOutcome> add = trial -> encoding.encode(trial.config()).ifPresent(point -> {
            points.add(point);
            trials.add(trial);
        });
        byNumber(history.earlier()).forEach(add);
        int earlier = trials.size();
        byNumber(history.ended()).forEach(add);
        return new Observations(
                earlier,
                points,
                trials,
                trials.stream().mapToDouble(trial -> loss(trial, objective)).toArray(),
                history.running().stream()
                        .flatMap(trial -> encoding.encode(trial.config()).stream())
                        .toList());
    }

    private static List<TrialOutcome> byNumber(List<TrialOutcome> ended) {
        return ended.stream()
                .sorted(Comparator.comparingLong(trial -> trial.config().number()))
                .toList();
    }

    private static double loss(TrialOutcome trial, Objective objective) {
        double loss = objective.loss(trial);
        return Double.isFinite(loss) ? loss : Double.NaN;
    }

    /** Number of trials with a score. */
    int scored() {
        return (int) Arrays.stream(losses).filter(loss -> !Double.isNaN(loss)).count();
    }

    /** Which of them are of an earlier run. */
    EarlierRows earlierRows() {
        return EarlierRows.first(earlier, losses.length);
    }

    /** All observations, the best first, failed ones last; equal ones by number. */
    int[] ranked() {
        return IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> losses[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** These, or of more than so many the best half of that number, and others evenly from the rest. */
    Observations best(int most) {
        if (losses.length <= most) {
            return this;
        }
        int[] rows = Arrays.stream(part(ranked(), most)).sorted().toArray();
        return new Observations(
                (int) Arrays.stream(rows).filter(row -> row < earlier).count(),
                Arrays.stream(rows).mapToObj(points::get).toList(),
                Arrays.stream(rows).mapToObj(trials::get).toList(),
                Arrays.stream(rows).mapToDouble(row -> losses[row]).toArray(),
                running);
    }

    /** The first half of so many rows, and others evenly from the rest; all if they are not more. */
    static int[] part(int[] ranked, int most) {
        if (ranked.length <= most) {
            return ranked;
        }
        int half = most / 2;
        int[] part = Arrays.copyOf(ranked, most);
        for (int index = half; index < most; index++) {
            part[index] = ranked[half + (int) ((long) (index - half) * (ranked.length - half) / (most - half))];
        }
        return part;
    }

    /**
     * The variance of the noise in the mean over folds, of a typical trial: that of its folds' scores once fold effects, which all
     * trials share, are taken off. Medians throughout, so that a few diverged trials do not matter; of an earlier run's trials
     * while those of this one are too few. Empty if trials have one fold, or different numbers of folds, or are too few.
     */
    OptionalDouble noise(Objective objective) {
        OptionalDouble own = noise(trials.subList(earlier, trials.size()), objective);
        return own.isPresent() ? own : noise(trials.subList(0, earlier), objective);
    }

    private static OptionalDouble noise(List<TrialOutcome> trials, Objective objective) {
        double[][] folds = trials.stream()
                .filter(Scored.class::isInstance)
                .map(Scored.class::cast)
                .map(trial -> deviations(trial, objective.metric()))
                .toArray(double[][]::new);
        int count = folds.length < FEWEST_FOR_NOISE ? 0 : folds[0].length;
        if (count < 2 || Arrays.stream(folds).anyMatch(trial -> trial.length != count)) {
            return OptionalDouble.empty();
        }
        double[] effects = new double[count];
        Arrays.setAll(effects, fold -> median(Arrays.stream(folds).mapToDouble(trial -> trial[fold])));
        return OptionalDouble.of(median(Arrays.stream(folds).mapToDouble(trial -> variance(trial, effects))) / count);
    }

    /** The scores of a trial's folds less their mean, by fold. */
    private static double[] deviations(Scored trial, String metric) {
        double mean = trial.mean(metric);
        return trial.folds().stream()
                .sorted(Comparator.comparingInt(fold -> fold.fold()))
                .mapToDouble(fold -> fold.metric(metric) - mean)
                .toArray();
    }

    private static double variance(double[] deviations, double[] effects) {
        double sum = 0;
        for (int fold = 0; fold < deviations.length; fold++) {
            double residual = deviations[fold] - effects[fold];
            sum += residual * residual;
        }
        return sum / (deviations.length - 1);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
