/** The objective, the best trial by it, and the leaderboard of all trials. */
@NullMarked
package dev.hone.driver.ranking;

import org.jspecify.annotations.NullMarked;
