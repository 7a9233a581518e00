package dev.hone.tuning;

/**
 * Follows the searches of a {@link HyperparameterTuner} or an {@link ObjectiveTuner}; called by the thread that called {@code
 * fit} or {@code optimize}, which it holds up.
 */
@FunctionalInterface
public interface TuningListener {

    /** A trial has ended, or about a tenth of a second has passed. */
    void progress(TuningProgress progress);
}
