/** Trials that Spark's own {@code fit} trains, by jobs of its own. */
@NullMarked
package dev.hone.driver.execute.cluster;

import org.jspecify.annotations.NullMarked;
