/**
 * Finds where functions of many numbers are least, step by step: quasi-Newton minimizers that pass the points of Breeze's
 * bit for bit.
 */
@NullMarked
package dev.hone.worker.optimize;

import org.jspecify.annotations.NullMarked;
