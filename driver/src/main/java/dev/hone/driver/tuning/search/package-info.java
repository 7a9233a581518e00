/** What every search of the public API has: its journal and files, how it is cancelled, what the log tells. */
@NullMarked
package dev.hone.driver.tuning.search;

import org.jspecify.annotations.NullMarked;
