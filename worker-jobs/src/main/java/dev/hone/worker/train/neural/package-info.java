/** Training neural networks: one training gives the networks of all numbers of epochs that a group asks for. */
@NullMarked
package dev.hone.worker.train.neural;

import org.jspecify.annotations.NullMarked;
