/** Reducing outcomes to the best trial. */
@NullMarked
package dev.hone.driver.reduce;

import org.jspecify.annotations.NullMarked;
