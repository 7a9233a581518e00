/** CSV files whose lines Spark's own reader cannot tell apart: lines to skip, comments, and headers after them. */
@NullMarked
package dev.hone.driver.table.csv;

import org.jspecify.annotations.NullMarked;
