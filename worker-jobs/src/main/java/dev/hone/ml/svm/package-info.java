/**
 * Support vector machines: training by libsvm, prediction and calibration by arithmetic of our own. Trainings at once in
 * several threads share the rows of a fold and nothing else.
 */
@NullMarked
package dev.hone.ml.svm;

import org.jspecify.annotations.NullMarked;
