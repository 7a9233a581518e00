package dev.hone.ml.neural;

/** How a network's parameters are found. */
public sealed interface Solver {

    /**
     * Many steps an epoch, each by the gradient of some rows.
     *
     * @param rule how a gradient moves the parameters
     * @param learningRate how far
     * @param batchSize rows a step, at least 1
     * @param dropout share of the hidden neurons that are silenced at a step, at least 0 and below 1
     */
    record MiniBatch(StepRule rule, LearningRate learningRate, int batchSize, double dropout) implements Solver {
        @Override
        public int rowsAtOnce(int rows) {
            return Math.min(batchSize, rows);
        }
    }

    /** One iteration of L-BFGS an epoch, by the gradient of all rows. */
    record QuasiNewton() implements Solver {
        @Override
        public int rowsAtOnce(int rows) {
            return rows;
        }
    }

    /** Of how many of the rows it asks the gradient at once. */
    int rowsAtOnce(int rows);
}
