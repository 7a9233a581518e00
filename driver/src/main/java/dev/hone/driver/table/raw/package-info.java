/** Reads columns of a dataset as they are, nulls included, for stages that run inside tasks. */
@NullMarked
package dev.hone.driver.table.raw;

import org.jspecify.annotations.NullMarked;
