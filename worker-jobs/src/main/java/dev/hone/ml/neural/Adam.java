package dev.hone.ml.neural;

/**
 * Divides a moving mean of the gradient by the root of that of its square. Source: Kingma, Ba, "Adam: a method for
 * stochastic optimization", ICLR 2015, in the order of computation at the end of its section 2, with epsilon = 1e-8.
 *
 * @param beta1 share of the past in the mean of gradients, at least 0 and below 1
 * @param beta2 share of the past in the mean of squares, at least 0 and below 1
 */
public record Adam(double beta1, double beta2) implements StepRule {
    private static final double EPSILON = 1e-8;

    @Override
    public Step start(int parameters) {
        return new Moments(parameters);
    }

    private final class Moments implements Step {
        private final double[] means;
        private final double[] squares;
        private int steps;

        Moments(int parameters) {
            means = new double[parameters];
            squares = new double[parameters];
        }

        @Override
        public void move(double[] parameters, double[] gradient, double learningRate) {
            steps++;
            double rate = learningRate * Math.sqrt(1 - Math.pow(beta2, steps)) / (1 - Math.pow(beta1, steps));
            double[] means = this.means;
            double[] squares = this.squares;
            double past = beta1;
            double pastSquare = beta2;
            for (int index = 0; index < parameters.length; index++) {
                double slope = gradient[index];
                double mean = past * means[index] + (1 - past) * slope;
                double square = pastSquare * squares[index] + (1 - pastSquare) * slope * slope;
                means[index] = mean;
                squares[index] = square;
                parameters[index] -= rate * mean / (Math.sqrt(square) + EPSILON);
            }
        }
    }
}
