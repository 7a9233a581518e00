/** What a run shows while it lasts: lines on a terminal, lines of a log, and {@code status.json}. */
@NullMarked
package dev.hone.driver.cli.progress;

import org.jspecify.annotations.NullMarked;
