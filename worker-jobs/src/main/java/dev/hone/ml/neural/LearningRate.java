package dev.hone.ml.neural;

/** How large the steps of a solver are in each epoch. */
public sealed interface LearningRate {

    /**
     * The rate of an epoch.
     *
     * @param epoch how many epochs came before
     * @param rows how many rows were seen before, counted again in each epoch
     * @param stagnations how many times the loss stagnated
     */
    double at(int epoch, long rows, int stagnations);

    /** Whether training goes on, at a lower rate, after the loss stagnated that many times. */
    default boolean goesOnAfter(int stagnations) {
        return false;
    }

    /** Whether the rate of an epoch depends on how many epochs there are to be in all. */
    default boolean dependsOnEpochs() {
        return false;
    }

    /** Always the same. */
    record Constant(double initial) implements LearningRate {
        @Override
        public double at(int epoch, long rows, int stagnations) {
            return initial;
        }
    }

    /** Falls by a power of the number of rows seen, as scikit-learn's {@code invscaling}. */
    record InverseScaling(double initial, double power) implements LearningRate {
        @Override
        public double at(int epoch, long rows, int stagnations) {
            return initial / Math.pow(rows + 1.0, power);
        }
    }

    /** Falls by a factor each epoch. */
    record Exponential(double initial, double decay) implements LearningRate {
        @Override
        public double at(int epoch, long rows, int stagnations) {
            return initial * Math.pow(decay, epoch);
        }
    }

    /**
     * Falls to 0 along half a cosine over all epochs. Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with
     * warm restarts", ICLR 2017, without restarts.
     */
    record Cosine(double initial, int epochs) implements LearningRate {
        @Override
        public double at(int epoch, long rows, int stagnations) {
            return initial * (1 + Math.cos(Math.PI * Math.min(epoch, epochs) / epochs)) / 2;
        }

        @Override
        public boolean dependsOnEpochs() {
            return true;
        }
    }

    /** A fifth each time that the loss stagnates, until it is below a millionth; as scikit-learn's {@code adaptive}. */
    record Adaptive(double initial) implements LearningRate {
        private static final double FACTOR = 5;
        private static final double LOWEST = 1e-6;

        @Override
        public double at(int epoch, long rows, int stagnations) {
            return initial / Math.pow(FACTOR, stagnations);
        }

        @Override
        public boolean goesOnAfter(int stagnations) {
            return at(0, 0, stagnations - 1) > LOWEST;
        }
    }
}
