/**
 * Names under which earlier versions saved tuners. Spark finds the reader of a pipeline's stage by the class name in its
 * metadata, so these classes lead to the readers of {@link dev.hone.tuning}.
 */
@NullMarked
package dev.hone.driver.tuning;

import org.jspecify.annotations.NullMarked;
