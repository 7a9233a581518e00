package dev.hone.worker.stage;

import org.apache.spark.ml.Transformer;

/** A stage fitted on the training rows of a fold. Immutable; used by many threads. */
public interface FittedStage {

    /** MLlib's own model as its {@code fit} returns it, or the stage itself where it does not learn. */
    Transformer model();

    /**
     * The table after the stage: its output columns have the values, the types and the ML attributes that {@code
     * model().transform} gives them, and rows are dropped where it drops them.
     *
     * @throws StageFailedException if a row cannot be taken, with Spark's message
     */
    StageTable transform(StageTable table);
}
