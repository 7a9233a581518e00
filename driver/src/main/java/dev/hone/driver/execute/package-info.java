/** Executors: how the trials of a study are run, and what a task does for them. */
@NullMarked
package dev.hone.driver.execute;

import org.jspecify.annotations.NullMarked;
