/** Whole pipelines by Spark's {@code CrossValidator}, by Hone's tuner and by scikit-learn. */
@NullMarked
package dev.hone.deploy.bench.pipeline;

import org.jspecify.annotations.NullMarked;
