package dev.hone.ml.svm;

import dev.hone.ml.svm.DualProblem.Solution;
import dev.hone.worker.trial.Cancellation;
import java.util.stream.IntStream;

/**
 * Trains machines by sequential minimal optimization, one against one where there are several classes. The models are those
 * of libsvm to the tolerance of the stopping rule.
 */
public final class SvmTraining {
    private SvmTraining() {}

    /** A machine that tells classes apart; two at least must have rows. */
    public static SvmModel classes(SvmProblem problem, SvmParams params) {
        return PairwiseModel.train(problem, params, kernelRows(problem, params), all(problem))
                .model(problem, params);
    }

    /** A machine that predicts quantities. */
    public static SvmModel quantities(SvmProblem problem, SvmParams params) {
        int size = problem.size();
        Solution solution = solve(
                DualProblem.ofQuantities(problem.labels(), params.c(), params.epsilon()),
                new ActiveRows(kernelRows(problem, params)),
                params);
        double[] sums = new double[size];
        for (int row = 0; row < size; row++) {
            sums[row] = solution.coefficients()[row] + solution.coefficients()[size + row];
        }
        int[] vectors = IntStream.range(0, size).filter(row -> sums[row] != 0).toArray();
        double[] coefficients =
                IntStream.of(vectors).mapToDouble(row -> sums[row]).toArray();
        int[] none = {};
        return SvmModel.trained(
                problem, params, vectors, new double[][] {coefficients}, new double[] {solution.offset()}, none, none);
    }

    /** The kernel matrix of a problem for trainings with these params. */
    static KernelRows kernelRows(SvmProblem problem, SvmParams params) {
        Cancellation.check();
        requireFinite(params.shape(problem).gamma());
        return problem.kernelRows(params);
    }

    /** The positions of all rows. */
    static int[] all(SvmProblem problem) {
        return IntStream.range(0, problem.size()).toArray();
    }

    static Solution solve(DualProblem problem, ActiveRows rows, SvmParams params) {
        Cancellation.check();
        Solution solution = SmoSolver.solve(problem, rows, params.tolerance());
        requireFinite(solution.offset());
        return solution;
    }

    static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The kernel's values must be finite numbers; scale the features");
        }
    }
}
