package dev.hone.worker.train;

/** What a learner learns, and with that which metrics judge it. */
public enum LearnerKind {
    /** Predicts a class. */
    CLASSIFIER,
    /** Predicts a quantity. */
    REGRESSOR,
    /** Groups rows; needs no label. */
    CLUSTERER,
    /** Describes documents by topics; needs no label and predicts nothing a metric of Spark's evaluators could judge. */
    TOPIC_MODEL
}
