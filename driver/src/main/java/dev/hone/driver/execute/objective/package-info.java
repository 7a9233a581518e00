/** Trials of an objective that is a function, one Spark task per trial. */
@NullMarked
package dev.hone.driver.execute.objective;

import org.jspecify.annotations.NullMarked;
