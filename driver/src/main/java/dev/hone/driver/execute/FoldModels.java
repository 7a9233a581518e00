package dev.hone.driver.execute;

/** What becomes of the models that trials train on the folds. */
public enum FoldModels {
    /** They are scored and forgotten. */
    FORGOTTEN,
    /** They come back to the driver, each as a {@link TrialEvent.FoldTrained}. */
    KEPT
}
