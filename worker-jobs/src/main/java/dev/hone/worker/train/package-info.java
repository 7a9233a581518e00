/** Training a Spark ML estimator on rows in memory, inside one task. */
@NullMarked
package dev.hone.worker.train;

import org.jspecify.annotations.NullMarked;
