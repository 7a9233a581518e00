/** Scores a saved model on the rows on which a new one is scored. */
@NullMarked
package dev.hone.driver.execute.champion;

import org.jspecify.annotations.NullMarked;
