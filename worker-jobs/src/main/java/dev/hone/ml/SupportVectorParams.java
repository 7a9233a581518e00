package dev.hone.ml;

import dev.hone.ml.svm.Gamma;
import dev.hone.ml.svm.Kernel;
import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import scala.runtime.AbstractFunction1;

/** Params of support vector machines, of estimators and models alike; a model keeps the kernel that it was trained with. */
public interface SupportVectorParams extends Params {

    /** The params of one object, made by its constructor. */
    record Declared(
            Param<String> kernel,
            DoubleParam penalty,
            Param<String> gamma,
            IntParam degree,
            DoubleParam coef0,
            DoubleParam tol,
            DoubleParam cacheMB)
            implements Serializable {
        Declared(SupportVectorParams owner) {
            this(
                    new ChoiceParam(owner, "kernel", "kernel function", Kernel.NAMES),
                    new DoubleParam(owner, "C", "inverse regularization strength (> 0)", ParamValidators.gt(0)),
                    new Param<>(
                            owner,
                            "gamma",
                            "kernel coefficient of rbf, poly and sigmoid: a number > 0, scale for"
                                    + " 1 / (number of features x variance of their values), auto for 1 / number of features",
                            new IsGamma()),
                    new IntParam(owner, "degree", "degree of the poly kernel (>= 1)", ParamValidators.gtEq(1)),
                    new DoubleParam(owner, "coef0", "independent term of the poly and sigmoid kernels"),
                    new DoubleParam(owner, "tol", "tolerance of the stopping criterion (> 0)", ParamValidators.gt(0)),
                    new DoubleParam(
                            owner,
                            "cacheMB",
                            "kernel cache of a training in megabytes, where the kernel matrix is too large to be shared (> 0)",
                            ParamValidators.gt(0)));
            owner.setDefault(kernel, "rbf");
            owner.setDefault(penalty, 1.0);
            owner.setDefault(gamma, "scale");
            owner.setDefault(degree, 3);
            owner.setDefault(coef0, 0.0);
            owner.setDefault(tol, 1e-3);
            owner.setDefault(cacheMB, 200.0);
        }
    }

    /** Whether a text is a value of {@code gamma}. */
    final class IsGamma extends AbstractFunction1<String, Object> implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object apply(String text) {
            return Gamma.isValid(text);
        }
    }

    /** This object's params. */
    Declared supportVectorParams();

    /** Inner product of rows: {@code rbf} (default), {@code linear}, {@code poly} or {@code sigmoid}. */
    default Param<String> kernel() {
        return supportVectorParams().kernel();
    }

    /** The param {@code C}, penalty of an error, above 0; default 1. */
    default DoubleParam penalty() {
        return supportVectorParams().penalty();
    }

    /** Kernel coefficient: {@code scale} (default), {@code auto} or a number above 0. */
    default Param<String> gamma() {
        return supportVectorParams().gamma();
    }

    /** Power of the poly kernel, at least 1; default 3. */
    default IntParam degree() {
        return supportVectorParams().degree();
    }

    /** Constant in the poly and sigmoid kernels; default 0. */
    default DoubleParam coef0() {
        return supportVectorParams().coef0();
    }

    /** Tolerance at which training stops, above 0; default 0.001. */
    default DoubleParam tol() {
        return supportVectorParams().tol();
    }

    /**
     * Megabytes for kernel rows during a training, above 0; default 200. Counts only where the kernel matrix is too large for the
     * cache that trials share.
     */
    default DoubleParam cacheMB() {
        return supportVectorParams().cacheMB();
    }

    /** The value of {@link #kernel()}. */
    default String getKernel() {
        return getOrDefault(kernel());
    }

    /** The value of {@link #penalty()}. */
    default double getC() {
        return (Double) getOrDefault(penalty());
    }

    /** The value of {@link #gamma()}. */
    default String getGamma() {
        return getOrDefault(gamma());
    }

    /** The value of {@link #degree()}. */
    default int getDegree() {
        return (Integer) getOrDefault(degree());
    }

    /** The value of {@link #coef0()}. */
    default double getCoef0() {
        return (Double) getOrDefault(coef0());
    }

    /** The value of {@link #tol()}. */
    default double getTol() {
        return (Double) getOrDefault(tol());
    }

    /** The value of {@link #cacheMB()}. */
    default double getCacheMB() {
        return (Double) getOrDefault(cacheMB());
    }
}
