/** Training support vector machines: the estimators of {@code dev.hone.ml} learn by sequential minimal optimization. */
@NullMarked
package dev.hone.worker.train.svm;

import org.jspecify.annotations.NullMarked;
