package dev.hone.ml.svm;

import dev.hone.ml.svm.DualProblem.Solution;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One machine per pair of classes, trained on some rows of a problem (one against one).
 *
 * @param labels the classes that have rows, ascending
 * @param rows positions of the rows of each
 * @param solutions of classes 0 and 1, 0 and 2, ...; the coefficients of the first class's rows precede those of the other's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PairwiseModel(int[] labels, int[][] rows, Solution[] solutions) {

    /**
     * Trains on some rows.
     *
     * @param kernel the kernel matrix of all rows
     * @param positions of the rows, ascending and thus class by class
     */
    static PairwiseModel train(SvmProblem problem, SvmParams params, KernelRows kernel, int[] positions) {
        int[] labels = Arrays.stream(positions).map(problem::label).distinct().toArray();
        int[][] rows = new int[labels.length][];
        for (int index = 0; index < labels.length; index++) {
            int label = labels[index];
            rows[index] = Arrays.stream(positions)
                    .filter(position -> problem.label(position) == label)
                    .toArray();
        }
        Solution[] solutions = new Solution[labels.length * (labels.length - 1) / 2];
        ActiveRows active = new ActiveRows(kernel);
        int pair = 0;
        for (int first = 0; first < labels.length; first++) {
            for (int second = first + 1; second < labels.length; second++) {
                DualProblem dual = DualProblem.ofClasses(
                        rows[first], rows[second], params.penalty(labels[first]), params.penalty(labels[second]));
                solutions[pair++] = SvmTraining.solve(dual, active, params);
            }
        }
        return new PairwiseModel(labels, rows, solutions);
    }

    /** Takes the coefficients that are not 0. */
    private interface CoefficientVisitor {
        /**
         * @param index of the row's class among {@link #labels}
         * @param nth of the class's rows
         * @param other the pair's other class
         */
        void visit(int pair, int index, int nth, int other, double coefficient);
    }

    private void forEachCoefficient(CoefficientVisitor visitor) {
        int pair = 0;
        for (int first = 0; first < labels.length; first++) {
            for (int second = first + 1; second < labels.length; second++) {
                double[] coefficients = solutions[pair].coefficients();
                for (int nth = 0; nth < coefficients.length; nth++) {
                    boolean isOfFirst = nth < rows[first].length;
                    if (coefficients[nth] != 0) {
                        visitor.visit(
                                pair,
                                isOfFirst ? first : second,
                                isOfFirst ? nth : nth - rows[first].length,
                                isOfFirst ? second : first,
                                coefficients[nth]);
                    }
                }
                pair++;
            }
        }
    }

    /**
     * Decisions on rows that were not trained on, by the kernel matrix: no kernel value is computed again.
     *
     * @param positions of the rows
     * @return for each row one decision per pair
     */
    double[][] decisions(KernelRows kernel, int[] positions) {
        double[][] decisions = new double[positions.length][solutions.length];
        forEachCoefficient((pair, index, nth, other, coefficient) -> {
            float[] values = kernel.row(rows[index][nth]);
            for (int row = 0; row < positions.length; row++) {
                decisions[row][pair] += coefficient * values[positions[row]];
            }
        });
        for (double[] ofRow : decisions) {
            for (int pair = 0; pair < ofRow.length; pair++) {
                ofRow[pair] -= solutions[pair].offset();
            }
        }
        return decisions;
    }

    /** The model with the vectors that have a coefficient in any pair. */
    SvmModel model(SvmProblem problem, SvmParams params) {
        double[][][] all = coefficients();
        int[][] kept = Arrays.stream(all).map(PairwiseModel::withCoefficient).toArray(int[][]::new);
        int[] counts = Arrays.stream(kept).mapToInt(nths -> nths.length).toArray();
        double[][] coefficients =
                new double[all[0].length][Arrays.stream(counts).sum()];
        int[] positions = new int[coefficients[0].length];
        int vector = 0;
        for (int index = 0; index < labels.length; index++) {
            for (int nth : kept[index]) {
                for (int row = 0; row < coefficients.length; row++) {
                    coefficients[row][vector] = all[index][row][nth];
                }
                positions[vector++] = rows[index][nth];
            }
        }
        double[] offsets =
                Arrays.stream(solutions).mapToDouble(Solution::offset).toArray();
        return SvmModel.trained(problem, params, positions, coefficients, offsets, labels, counts);
    }

    /** By class, then by the pair's other class without the class itself, then by row of the class. */
    private double[][][] coefficients() {
        double[][][] all = new double[labels.length][Math.max(1, labels.length - 1)][];
        for (int index = 0; index < labels.length; index++) {
            int count = rows[index].length;
            Arrays.setAll(all[index], other -> new double[count]);
        }
        forEachCoefficient((pair, index, nth, other, coefficient) ->
                all[index][other > index ? other - 1 : other][nth] = coefficient);
        return all;
    }

    private static int[] withCoefficient(double[][] coefficients) {
        return IntStream.range(0, coefficients[0].length)
                .filter(nth -> Arrays.stream(coefficients).anyMatch(ofPair -> ofPair[nth] != 0))
                .toArray();
    }
}
