package dev.hone.ml.neural;

import java.util.Random;

/**
 * Silences hidden neurons at random while a network learns, and strengthens the others, so that it predicts with all of
 * them as they are. Source: Srivastava et al., "Dropout", JMLR 15, 2014, section 10 for the scaling.
 */
final class Dropout {
    private final double rate;
    private final Random random;

    /** @param rate share of the neurons that are silenced, at least 0 and below 1 */
    Dropout(double rate, Random random) {
        this.rate = rate;
        this.random = random;
    }

    /** Silences outputs of neurons, and their slopes with them. */
    void apply(double[] outputs, double[] slopes, int length) {
        if (rate == 0) {
            return;
        }
        double factor = 1 / (1 - rate);
        for (int index = 0; index < length; index++) {
            double mask = random.nextFloat() < rate ? 0.0 : factor;
            outputs[index] *= mask;
            slopes[index] *= mask;
        }
    }
}
