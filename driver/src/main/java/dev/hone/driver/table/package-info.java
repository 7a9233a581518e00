/**
 * Reading a Spark table into columns of the driver: a {@link dev.hone.driver.table.source.TableSource} is opened, its blocks
 * are read by tasks into the buffers of {@code table.column}, and these are put together in the order of the files.
 */
@NullMarked
package dev.hone.driver.table;

import org.jspecify.annotations.NullMarked;
