package dev.hone.ml;

import dev.hone.ml.svm.Kernel;
import dev.hone.ml.svm.SvmParams;

/**
 * An estimator that trains a support vector machine.
 *
 * @param <L> the estimator's own class
 */
public interface SupportVectorLearner<L> extends SupportVectorParams, RowLearner {

    /** Kernel function: {@code rbf} (default), {@code linear}, {@code poly} or {@code sigmoid}. */
    default L setKernel(String value) {
        return Setters.set(this, kernel(), value);
    }

    /** Inverse regularization strength, the penalty of an error, above 0; default 1. */
    default L setC(double value) {
        return Setters.set(this, penalty(), value);
    }

    /** Kernel coefficient: {@code scale} (default), {@code auto} or a number above 0. */
    default L setGamma(String value) {
        return Setters.set(this, gamma(), value);
    }

    /** Kernel coefficient, above 0. */
    default L setGamma(double value) {
        return setGamma(String.valueOf(value));
    }

    /** Degree of the poly kernel, at least 1; default 3. */
    default L setDegree(int value) {
        return Setters.set(this, degree(), value);
    }

    /** Independent term of the poly and sigmoid kernels; default 0. */
    default L setCoef0(double value) {
        return Setters.set(this, coef0(), value);
    }

    /** Tolerance of the stopping criterion, above 0; default 0.001. */
    default L setTol(double value) {
        return Setters.set(this, tol(), value);
    }

    /** Kernel cache of a training in megabytes, above 0; default 200. */
    default L setCacheMB(double value) {
        return Setters.set(this, cacheMB(), value);
    }

    /**
     * What training depends on.
     *
     * @param epsilon half the width of a regressor's epsilon-insensitive tube; 0 for a classifier
     * @param classWeights factors of C, one per class; 1 each if there are none
     */
    default SvmParams svmParams(double epsilon, double[] classWeights) {
        return new SvmParams(
                Kernel.named(getKernel()),
                getC(),
                getGamma(),
                getDegree(),
                getCoef0(),
                epsilon,
                classWeights,
                getTol(),
                getCacheMB());
    }
}
