package dev.hone.ml.neural;

/** How a gradient moves the parameters. */
public sealed interface StepRule permits Adam, Momentum {

    /** The first step of a training with that many parameters. */
    Step start(int parameters);

    /** The steps of one training. */
    interface Step {
        void move(double[] parameters, double[] gradient, double learningRate);
    }
}
