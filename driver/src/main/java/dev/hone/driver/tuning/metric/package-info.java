/** What a tuner's trials are scored by: Spark's evaluators and further metrics. */
@NullMarked
package dev.hone.driver.tuning.metric;

import org.jspecify.annotations.NullMarked;
