package dev.hone.ml.svm;

import libsvm.svm_parameter;

/**
 * Params of a support vector training, as libsvm has them.
 *
 * @param c penalty of an error, above 0
 * @param gamma as {@link Gamma} has it
 * @param epsilon half the width of the epsilon-insensitive tube of regression; ignored for classes
 * @param classWeights factor of {@code c} for each class; empty for 1 each
 * @param tolerance at which training stops
 * @param cacheMegabytes memory for kernel columns
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SvmParams(
        Kernel kernel,
        double c,
        String gamma,
        int degree,
        double coef0,
        double epsilon,
        double[] classWeights,
        double tolerance,
        double cacheMegabytes) {

    Kernel.Shape shape(SvmProblem problem) {
        return new Kernel.Shape(Gamma.of(gamma, problem.numFeatures(), problem.variance()), degree, coef0);
    }

    svm_parameter parameter(int type, SvmProblem problem) {
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = type;
        parameter.kernel_type = switch (kernel) {
            case LINEAR -> svm_parameter.LINEAR;
            case POLY -> svm_parameter.POLY;
            case RBF -> svm_parameter.RBF;
            case SIGMOID -> svm_parameter.SIGMOID;
        };
        parameter.gamma = shape(problem).gamma();
        parameter.degree = degree;
        parameter.coef0 = coef0;
        parameter.C = c;
        parameter.p = epsilon;
        parameter.eps = tolerance;
        parameter.cache_size = cacheMegabytes;
        parameter.shrinking = 1;
        return parameter;
    }

    /** Weights of the classes that have rows; libsvm complains of any other. */
    void weigh(svm_parameter parameter, int[] labels) {
        if (classWeights.length > 0) {
            parameter.nr_weight = labels.length;
            parameter.weight_label = labels;
            parameter.weight = new double[labels.length];
            for (int index = 0; index < labels.length; index++) {
                parameter.weight[index] = classWeights[labels[index]];
            }
        }
    }
}
