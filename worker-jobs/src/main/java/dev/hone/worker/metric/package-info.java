/** The metrics of Spark's evaluators, computed on arrays inside a task. */
@NullMarked
package dev.hone.worker.metric;

import org.jspecify.annotations.NullMarked;
