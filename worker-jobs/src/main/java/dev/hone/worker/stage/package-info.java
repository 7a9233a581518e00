/**
 * The stages before a learner, fitted and applied inside a task on columns in memory, with the results of MLlib's own {@code
 * fit} and {@code transform} on one partition.
 *
 * <pre>
 *   raw table (once per executor) --fit on training rows--> FittedStage --transform--> next table --> ... --> features
 *                                       \___________ one cache per fold, shared by equal prefixes __________/
 * </pre>
 *
 * <p>Each MLlib class has one {@link TaskStage} in a file of its own, listed in {@link TaskStages}; what none of them covers is
 * left to Spark.
 */
@NullMarked
package dev.hone.worker.stage;

import org.jspecify.annotations.NullMarked;
