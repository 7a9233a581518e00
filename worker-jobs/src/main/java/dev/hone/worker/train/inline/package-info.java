/**
 * MLlib's own, unmodified trainers run inside one task: a {@code SparkContext}, {@code RDD}, {@code Dataset} and
 * {@code SparkSession} of the task stand in for the driver's, keep the data where it is and run every job in the calling
 * thread. Everything that leans on the internals of Spark 4.1 and 4.2 lives here.
 */
@NullMarked
package dev.hone.worker.train.inline;

import org.jspecify.annotations.NullMarked;
