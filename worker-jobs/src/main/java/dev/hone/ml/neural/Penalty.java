package dev.hone.ml.neural;

/** Half of a network's squared weights, biases left out, times a factor. */
record Penalty(Layers layers, double regParam) {

    /** Adds the penalty's gradient to another; returns the penalty. */
    double addGradient(double[] parameters, double[] gradient) {
        if (regParam == 0) {
            return 0;
        }
        double squares = 0;
        for (int layer = 0; layer < layers.count(); layer++) {
            for (int at = layers.weightsAt(layer); at < layers.biasesAt(layer); at++) {
                squares += parameters[at] * parameters[at];
                gradient[at] += regParam * parameters[at];
            }
        }
        return regParam / 2 * squares;
    }
}
