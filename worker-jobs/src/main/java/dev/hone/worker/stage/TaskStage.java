package dev.hone.worker.stage;

import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.types.StructType;

/**
 * How a class of MLlib's stages is fitted and applied on columns in memory. Without state; used by many threads.
 *
 * @param <S> the class
 */
interface TaskStage<S extends PipelineStage> {

    /** The class that this is for, subclasses not included. */
    Class<S> type();

    /**
     * Whether the stage is covered with its params on columns of these types, all of whose names are in the schema exactly as
     * the stage writes them. What is not covered is left to Spark.
     *
     * @param stage whose own {@code transformSchema} takes the columns
     * @param columns name and type; metadata are those of the raw table alone
     */
    boolean covers(S stage, StructType columns);

    /** The columns after a stage that is covered, name and type: as its {@code transformSchema} declares them, by default. */
    default StructType after(S stage, StructType columns) {
        return stage.transformSchema(columns);
    }

    /**
     * Whether MLlib's {@code fit} gives another model where the rows are in several partitions, rounding aside, as where it
     * sketches quantiles.
     */
    default boolean dependsOnPartitions(S stage) {
        return false;
    }

    /**
     * The stage as MLlib's {@code fit} on one partition gives it: same uid, params and learned values.
     *
     * @param stage not written to
     * @param table the rows before the stage
     * @param training places of the rows to fit on, ascending
     * @throws StageFailedException if the stage cannot be fitted, with Spark's message
     */
    FittedStage fit(S stage, StageTable table, int[] training);

    /**
     * The same, which may share what it learns.
     *
     * @param learning what other stages have learned from these rows, behind equal stages
     */
    default FittedStage fit(S stage, StageTable table, int[] training, SharedLearning learning) {
        return fit(stage, table, training);
    }
}
