/** What a study shows: leaderboard, result files, progress and the closing summary. */
@NullMarked
package dev.hone.driver.report;

import org.jspecify.annotations.NullMarked;
