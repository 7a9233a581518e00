/** What a study keeps on disk while it runs, and reads back to continue. */
@NullMarked
package dev.hone.driver.journal;

import org.jspecify.annotations.NullMarked;
