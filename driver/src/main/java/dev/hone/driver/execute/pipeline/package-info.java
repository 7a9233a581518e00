/**
 * Studies whose learner comes after other stages. The rows stay with Spark; stages are fitted there, on the training rows of
 * each fold, and what they make of a fold's rows is read into memory and handed to tasks like any other table. Trials whose
 * stages have the same params share all of that.
 */
@NullMarked
package dev.hone.driver.execute.pipeline;

import org.jspecify.annotations.NullMarked;
