package dev.hone.ml.svm;

import dev.hone.worker.trial.Cancellation;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Probabilities from raw predictions: a sigmoid per class, of two classes one for the second, fitted on decisions for rows left
 * out in up to five folds; of more than two classes divided by their sum. It is Platt's method as scikit-learn's {@code
 * CalibratedClassifierCV(ensemble=False)} applies it, not the coupling of pairs in libsvm.
 */
public final class Calibration {
    private static final int MOST_FOLDS = 5;

    private Calibration() {}

    /**
     * Fits the sigmoids. All trainings share one kernel matrix if it is kept, and so do the decisions on rows left out; the kernel
     * coefficient is that of all rows. Outside a task those that share it run in parallel: others have a cache of kernel rows each.
     *
     * @param seed of the folds
     * @return the sigmoids' slopes and offsets by turns
     * @throws IllegalArgumentException if a class has a single row
     */
    public static double[] fit(SvmProblem problem, SvmParams params, long seed) {
        int[] folds = folds(problem, seed);
        double[][] raws = new double[problem.size()][];
        IntStream numbers = IntStream.rangeClosed(0, Arrays.stream(folds).max().orElse(0));
        boolean isParallel = !Cancellation.isInTask() && problem.keepsMatrix(params);
        (isParallel ? numbers.parallel() : numbers).forEach(number -> predict(problem, params, folds, number, raws));
        return fit(problem, raws);
    }

    /** Raw predictions for the rows of a fold by a training on those of the others. */
    private static void predict(SvmProblem problem, SvmParams params, int[] folds, int number, double[][] raws) {
        KernelRows kernel = SvmTraining.kernelRows(problem, params);
        PairwiseModel model = PairwiseModel.train(problem, params, kernel, positions(folds, fold -> fold != number));
        int[] left = positions(folds, fold -> fold == number);
        double[][] decisions = model.decisions(kernel, left);
        for (int index = 0; index < left.length; index++) {
            raws[left[index]] = SvmModel.raw(decisions[index], model.labels(), problem.numClasses());
        }
    }

    private static int[] positions(int[] folds, IntPredicate chosen) {
        return IntStream.range(0, folds.length)
                .filter(position -> chosen.test(folds[position]))
                .toArray();
    }

    private static double[] fit(SvmProblem problem, double[][] raws) {
        int classes = problem.numClasses();
        int first = classes == 2 ? 1 : 0;
        double[] fitted = new double[2 * (classes - first)];
        for (int label = first; label < classes; label++) {
            double[] raw = new double[raws.length];
            boolean[] isClass = new boolean[raws.length];
            for (int row = 0; row < raws.length; row++) {
                raw[row] = raws[row][label];
                isClass[row] = problem.label(row) == label;
            }
            Sigmoid sigmoid = Sigmoid.fit(raw, isClass);
            fitted[2 * (label - first)] = sigmoid.slope();
            fitted[2 * (label - first) + 1] = sigmoid.offset();
        }
        return fitted;
    }

    /** Deals the rows of each class out to the folds in an order that the seed gives. */
    static int[] folds(SvmProblem problem, long seed) {
        int[] folds = new int[problem.size()];
        int count = Math.min(MOST_FOLDS, least(problem));
        if (count < 2) {
            throw new IllegalArgumentException("Param 'probability' needs two rows of each class at least");
        }
        Random random = new Random(seed);
        for (int from = 0; from < folds.length; ) {
            int to = from;
            while (to < folds.length && problem.label(to) == problem.label(from)) {
                to++;
            }
            deal(folds, from, to, count, random);
            from = to;
        }
        return folds;
    }

    private static void deal(int[] folds, int from, int to, int count, Random random) {
        for (int row = from; row < to; row++) {
            folds[row] = row % count;
        }
        for (int row = to - 1; row > from; row--) {
            int other = from + random.nextInt(row - from + 1);
            int fold = folds[row];
            folds[row] = folds[other];
            folds[other] = fold;
        }
    }

    /** Rows of the smallest class. */
    private static int least(SvmProblem problem) {
        int[] counts = new int[problem.numClasses()];
        for (int row = 0; row < problem.size(); row++) {
            counts[problem.label(row)]++;
        }
        return Arrays.stream(counts).filter(count -> count > 0).min().orElse(0);
    }

    /** Replaces raw predictions of each class by probabilities. */
    public static void apply(double[] fitted, double[] raw) {
        if (raw.length == 2) {
            raw[1] = new Sigmoid(fitted[0], fitted[1]).of(raw[1]);
            raw[0] = 1 - raw[1];
            return;
        }
        double sum = 0;
        for (int label = 0; label < raw.length; label++) {
            raw[label] = new Sigmoid(fitted[2 * label], fitted[2 * label + 1]).of(raw[label]);
            sum += raw[label];
        }
        for (int label = 0; label < raw.length; label++) {
            raw[label] /= sum;
        }
    }
}
