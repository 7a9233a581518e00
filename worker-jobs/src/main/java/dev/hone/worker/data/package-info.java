/** The table in memory: immutable features, labels and weights, and views of its rows that copy nothing. */
@NullMarked
package dev.hone.worker.data;

import org.jspecify.annotations.NullMarked;
