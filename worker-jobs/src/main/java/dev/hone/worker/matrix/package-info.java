/** Products of dense matrices, and exponentials, in loops that the compiler turns into vector instructions. */
@NullMarked
package dev.hone.worker.matrix;

import org.jspecify.annotations.NullMarked;
