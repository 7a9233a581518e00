/** Columns in memory: tasks fill buffers with the values of a block of rows, and the blocks become one feature matrix. */
@NullMarked
package dev.hone.driver.table.column;

import org.jspecify.annotations.NullMarked;
