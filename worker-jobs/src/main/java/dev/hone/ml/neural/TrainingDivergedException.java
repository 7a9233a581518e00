package dev.hone.ml.neural;

/** The loss or the weights of a network became infinite or no number. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}
