/** Training nearest neighbours: the estimators of {@code dev.hone.ml} keep the rows, all k of a group share one search. */
@NullMarked
package dev.hone.worker.train.neighbor;

import org.jspecify.annotations.NullMarked;
