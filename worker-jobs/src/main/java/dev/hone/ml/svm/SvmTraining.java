package dev.hone.ml.svm;

import dev.hone.worker.trial.Cancellation;
import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_parameter;

/**
 * Trains machines by libsvm (Chang and Lin, "LIBSVM: a library for support vector machines", ACM TIST 2, 2011), one against
 * one where there are several classes. None of what libsvm has in common for all of a JVM plays a part but its print hook,
 * which is set once and for all: it prints nothing, and since the solver calls it every now and then it ends a cancelled task.
 */
public final class SvmTraining {
    static {
        svm.svm_set_print_string_function(text -> Cancellation.check());
    }

    private SvmTraining() {}

    /** A machine that tells classes apart; two at least must have rows. */
    public static SvmModel classes(SvmProblem problem, SvmParams params) {
        svm_parameter parameter = params.parameter(svm_parameter.C_SVC, problem);
        params.weigh(parameter, problem.present());
        return trained(problem, params, parameter);
    }

    /** A machine that predicts quantities. */
    public static SvmModel quantities(SvmProblem problem, SvmParams params) {
        return trained(problem, params, params.parameter(svm_parameter.EPSILON_SVR, problem));
    }

    private static SvmModel trained(SvmProblem problem, SvmParams params, svm_parameter parameter) {
        Cancellation.check();
        requireFinite(parameter.gamma);
        svm_model model = svm.svm_train(problem.problem(), parameter);
        Arrays.stream(model.rho).forEach(SvmTraining::requireFinite);
        int[] none = {};
        return new SvmModel(
                params.kernel(),
                params.shape(problem),
                problem.matrix(model.SV),
                model.sv_coef,
                model.rho,
                model.label == null ? none : model.label,
                model.nSV == null ? none : model.nSV,
                problem.numClasses());
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The kernel's values must be finite numbers; scale the features");
        }
    }
}
