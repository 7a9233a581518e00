/** How rows are split into training and test rows: a function of the rows and a seed alone. */
@NullMarked
package dev.hone.worker.fold;

import org.jspecify.annotations.NullMarked;
