package dev.hone.ml.neural;

/**
 * Gradient descent that keeps some of its speed. Source for the second: Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013.
 *
 * @param momentum share of the speed that is kept, at least 0 and below 1
 * @param nesterov whether a step looks ahead to where its speed takes it
 */
public record Momentum(double momentum, boolean nesterov) implements StepRule {

    @Override
    public Step start(int parameters) {
        double[] speed = new double[parameters];
        return nesterov ? ahead(speed) : plain(speed);
    }

    private Step plain(double[] speed) {
        return (parameters, gradient, learningRate) -> {
            for (int index = 0; index < parameters.length; index++) {
                speed[index] = momentum * speed[index] - learningRate * gradient[index];
                parameters[index] += speed[index];
            }
        };
    }

    private Step ahead(double[] speed) {
        return (parameters, gradient, learningRate) -> {
            for (int index = 0; index < parameters.length; index++) {
                double slope = learningRate * gradient[index];
                speed[index] = momentum * speed[index] - slope;
                parameters[index] += momentum * speed[index] - slope;
            }
        };
    }
}
