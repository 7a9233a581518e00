/**
 * The fast trainer of MLlib's k-means. MLlib's own code draws the first centers; the iterations that follow run on the
 * table's arrays in MLlib's order of arithmetic, by rows or by blocks as its {@code solver} says. Hence the models equal those
 * of {@code fit} on one partition bit for bit. What MLlib would refuse goes to inline training, which refuses it in MLlib's
 * words.
 */
@NullMarked
package dev.hone.worker.train.cluster;

import org.jspecify.annotations.NullMarked;
