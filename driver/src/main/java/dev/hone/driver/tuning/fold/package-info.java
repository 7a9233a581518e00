/** Folds of a tuner: how rows are split, which tables and lanes trials take, and the models of pipelines that they come to. */
@NullMarked
package dev.hone.driver.tuning.fold;

import org.jspecify.annotations.NullMarked;
