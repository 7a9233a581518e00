package dev.hone.worker.evaluate;

/** A trained model, or what it predicts, holds NaN or infinite numbers. The message is one line for the user. */
public final class ModelNotFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message tells model and value */
    public ModelNotFiniteException(String message) {
        super(message);
    }
}
