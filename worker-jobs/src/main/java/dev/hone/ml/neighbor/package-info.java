/**
 * Exact search of nearest neighbours, and what they say of a row. Neighbours are ordered by distance and then by row number,
 * and found to be the same whichever way they are searched.
 */
@NullMarked
package dev.hone.ml.neighbor;

import org.jspecify.annotations.NullMarked;
