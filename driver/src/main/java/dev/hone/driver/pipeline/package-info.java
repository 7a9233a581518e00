/** Stages before and after a learner: what they do to columns, which columns are features, and the pipeline of the best trial. */
@NullMarked
package dev.hone.driver.pipeline;

import org.jspecify.annotations.NullMarked;
