package dev.hone.worker.train.linear;

/** How a model's intercept takes part in training. */
enum InterceptKind {
    /** There is none. */
    NONE,
    /** Beside features as they are. */
    PLAIN,
    /** Beside features less their mean. */
    CENTERED;

    static InterceptKind centeredIf(boolean fitIntercept) {
        return fitIntercept ? CENTERED : NONE;
    }
}
