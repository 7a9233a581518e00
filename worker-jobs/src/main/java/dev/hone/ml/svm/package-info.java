/**
 * Support vector machines: sequential minimal optimization with the solutions of libsvm, prediction and calibration. Trainings
 * at once in several threads share the rows of a fold and its kernel matrices, which none of them writes to once they are there.
 *
 * <pre>
 *   SvmProblem (rows of a fold)  -- DotProducts (table) or features --&gt; ProductSource --&gt; KernelRows
 *   SvmTraining, PairwiseModel   -- DualProblem + KernelRows --&gt; SmoSolver (DualVariables) --&gt; SvmModel
 *   SvmModel + rows              --&gt; SvmPredictor
 * </pre>
 */
@NullMarked
package dev.hone.ml.svm;

import org.jspecify.annotations.NullMarked;
