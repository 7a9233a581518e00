/**
 * The fast trainer of MLlib's naive Bayes. It keeps the sums of each class as MLlib's summarizer does, row by row in order,
 * once per fold for all kinds of model and all values of {@code smoothing}; hence its models equal those of {@code fit} bit for
 * bit. What MLlib would refuse goes to inline training, which refuses it in MLlib's words.
 */
@NullMarked
package dev.hone.worker.train.bayes;

import org.jspecify.annotations.NullMarked;
