package dev.hone.ml.svm;

/**
 * The dual problem of a support vector training in signed variables, b = y a in the notation of the papers: minimize
 * {@code 1/2 b' K b + linear' b} where the sum of b is 0 and each variable is within its bounds, which include 0.
 *
 * @param positions row of the kernel matrix that belongs to each variable
 * @param linear coefficients of the linear term
 * @param lower least value of each variable, at most 0
 * @param upper largest value of each, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DualProblem(int[] positions, double[] linear, double[] lower, double[] upper) {

    /**
     * Its solution.
     *
     * @param coefficients the variables' values
     * @param offset what is subtracted from the sum of kernel values times coefficients
     */
    record Solution(double[] coefficients, double offset) {}

    /**
     * Tells two classes apart (C-SVC): decisions are above 0 for the first.
     *
     * @param first rows of the first class
     * @param second those of the other
     * @param firstPenalty C of the first class
     * @param secondPenalty that of the other
     */
    static DualProblem ofClasses(int[] first, int[] second, double firstPenalty, double secondPenalty) {
        int size = first.length + second.length;
        DualProblem problem = new DualProblem(new int[size], new double[size], new double[size], new double[size]);
        for (int variable = 0; variable < first.length; variable++) {
            problem.put(variable, first[variable], -1, 0, firstPenalty);
        }
        for (int index = 0; index < second.length; index++) {
            problem.put(first.length + index, second[index], 1, -secondPenalty, 0);
        }
        return problem;
    }

    /**
     * Predicts quantities (epsilon-SVR). Variable i and variable i plus the number of rows belong to row i, whose coefficient
     * is their sum.
     *
     * @param labels the quantities
     * @param penalty C
     * @param epsilon half the width of the tube
     */
    static DualProblem ofQuantities(double[] labels, double penalty, double epsilon) {
        int rows = labels.length;
        int size = Math.multiplyExact(2, rows);
        DualProblem problem = new DualProblem(new int[size], new double[size], new double[size], new double[size]);
        for (int row = 0; row < rows; row++) {
            problem.put(row, row, epsilon - labels[row], 0, penalty);
            problem.put(rows + row, row, -epsilon - labels[row], -penalty, 0);
        }
        return problem;
    }

    private void put(int variable, int position, double coefficient, double least, double largest) {
        positions[variable] = position;
        linear[variable] = coefficient;
        lower[variable] = least;
        upper[variable] = largest;
    }

    int size() {
        return positions.length;
    }
}
