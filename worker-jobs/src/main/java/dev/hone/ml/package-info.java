/**
 * Estimators that MLlib lacks, as Spark ML has them: they fit and transform DataFrames, take part in any {@code Pipeline},
 * {@code CrossValidator} or {@code OneVsRest}, and are saved and loaded like Spark's own. A saved model needs Hone's jar to
 * be loaded.
 *
 * <p>{@code fit} collects the rows on the driver and learns there, in one thread, by the arithmetic that Hone's trainers use
 * inside a task; {@code transform} is a Spark job.
 */
@NullMarked
package dev.hone.ml;

import org.jspecify.annotations.NullMarked;
